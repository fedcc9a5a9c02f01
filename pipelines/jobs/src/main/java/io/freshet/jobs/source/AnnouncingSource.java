package io.freshet.jobs.source;

import java.io.Serializable;
import java.util.function.Function;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A source that says in its own stream which partitions its reader holds and which have ended.
 *
 * <p>The expiry clock needs this: a partition that stays silent after a restart still has a clock,
 * and only its reader knows that it owns it.
 */
final class AnnouncingSource<SplitT extends SourceSplit, EnumT>
    implements Source<RawRecord, SplitT, EnumT>, ResultTypeQueryable<RawRecord> {
  private static final long serialVersionUID = 1L;

  /** Names the partition of a split. */
  interface PartitionOf<SplitT> extends Function<SplitT, PartitionName>, Serializable {}

  /** A partition: topic or path, and number. */
  record PartitionName(String topic, int partition) {}

  private final Source<RawRecord, SplitT, EnumT> source;
  private final PartitionOf<SplitT> partitionOf;

  AnnouncingSource(Source<RawRecord, SplitT, EnumT> source, PartitionOf<SplitT> partitionOf) {
    this.source = source;
    this.partitionOf = partitionOf;
  }

  @Override
  public SourceReader<RawRecord, SplitT> createReader(SourceReaderContext context)
      throws Exception {
    return new AnnouncingReader<>(source.createReader(context), partitionOf);
  }

  @Override
  public Boundedness getBoundedness() {
    return source.getBoundedness();
  }

  @Override
  public SplitEnumerator<SplitT, EnumT> createEnumerator(SplitEnumeratorContext<SplitT> context)
      throws Exception {
    return source.createEnumerator(context);
  }

  @Override
  public SplitEnumerator<SplitT, EnumT> restoreEnumerator(
      SplitEnumeratorContext<SplitT> context, EnumT checkpoint) throws Exception {
    return source.restoreEnumerator(context, checkpoint);
  }

  @Override
  public SimpleVersionedSerializer<SplitT> getSplitSerializer() {
    return source.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<EnumT> getEnumeratorCheckpointSerializer() {
    return source.getEnumeratorCheckpointSerializer();
  }

  @Override
  public TypeInformation<RawRecord> getProducedType() {
    return TypeInformation.of(RawRecord.class);
  }
}
