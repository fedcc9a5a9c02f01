package io.freshet.jobs.source;

import io.freshet.jobs.source.AnnouncingSource.PartitionName;
import io.freshet.jobs.source.AnnouncingSource.PartitionOf;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.InputStatus;
import org.jspecify.annotations.Nullable;

/** Reads by another reader and announces the partitions that come and go. */
final class AnnouncingReader<SplitT extends SourceSplit>
    implements SourceReader<RawRecord, SplitT> {
  private final SourceReader<RawRecord, SplitT> reader;
  private final PartitionOf<SplitT> partitionOf;
  private final Map<String, PartitionName> partitions = new HashMap<>();
  private final Queue<RawRecord> announcements = new ArrayDeque<>();
  private @Nullable Output output;

  AnnouncingReader(SourceReader<RawRecord, SplitT> reader, PartitionOf<SplitT> partitionOf) {
    this.reader = reader;
    this.partitionOf = partitionOf;
  }

  @Override
  public InputStatus pollNext(ReaderOutput<RawRecord> target) throws Exception {
    RawRecord word = announcements.poll();
    if (word != null) {
      target.collect(word);
      return InputStatus.MORE_AVAILABLE;
    }
    if (output == null || output.target != target) {
      output = new Output(target);
    }
    InputStatus status = reader.pollNext(output);
    return announcements.isEmpty() ? status : InputStatus.MORE_AVAILABLE;
  }

  @Override
  public void addSplits(List<SplitT> splits) {
    for (SplitT split : splits) {
      PartitionName name = partitionOf.apply(split);
      partitions.put(split.splitId(), name);
      announcements.add(RawRecord.word(RawRecord.Kind.ASSIGNED, name.topic(), name.partition()));
    }
    reader.addSplits(splits);
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return announcements.isEmpty() ? reader.isAvailable() : CompletableFuture.completedFuture(null);
  }

  @Override
  public void start() {
    reader.start();
  }

  @Override
  public List<SplitT> snapshotState(long checkpointId) {
    return reader.snapshotState(checkpointId);
  }

  @Override
  public void notifyNoMoreSplits() {
    reader.notifyNoMoreSplits();
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    reader.handleSourceEvents(event);
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    reader.notifyCheckpointComplete(checkpointId);
  }

  @Override
  public void notifyCheckpointAborted(long checkpointId) throws Exception {
    reader.notifyCheckpointAborted(checkpointId);
  }

  @Override
  public void pauseOrResumeSplits(Collection<String> pause, Collection<String> resume) {
    reader.pauseOrResumeSplits(pause, resume);
  }

  @Override
  public void close() throws Exception {
    reader.close();
  }

  /** Passes all on and notices the end of a split. */
  private final class Output implements ReaderOutput<RawRecord> {
    private final ReaderOutput<RawRecord> target;

    Output(ReaderOutput<RawRecord> target) {
      this.target = target;
    }

    @Override
    public void releaseOutputForSplit(String splitId) {
      target.releaseOutputForSplit(splitId);
      PartitionName name = partitions.remove(splitId);
      if (name != null) {
        target.collect(RawRecord.word(RawRecord.Kind.FINISHED, name.topic(), name.partition()));
      }
    }

    @Override
    public SourceOutput<RawRecord> createOutputForSplit(String splitId) {
      return target.createOutputForSplit(splitId);
    }

    @Override
    public void collect(RawRecord value) {
      target.collect(value);
    }

    @Override
    public void collect(RawRecord value, long timestamp) {
      target.collect(value, timestamp);
    }

    @Override
    public void emitWatermark(Watermark watermark) {
      target.emitWatermark(watermark);
    }

    @Override
    public void markIdle() {
      target.markIdle();
    }

    @Override
    public void markActive() {
      target.markActive();
    }
  }
}
