package io.freshet.bench.windows.subject;

import io.freshet.jobs.window.KeyedEvent;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Emits the events of a run, as fast as they are taken. One reader, no splits. */
final class LogSource
    implements Source<KeyedEvent, NoSplit, Boolean>, ResultTypeQueryable<KeyedEvent> {
  private static final long serialVersionUID = 1L;

  private final String run;
  private final boolean silent;

  private LogSource(String run, boolean silent) {
    this.run = run;
    this.silent = silent;
  }

  /** All events of a run. */
  static LogSource of(String run) {
    return new LogSource(run, false);
  }

  /** Nothing, for as long as the run takes. */
  static LogSource silent(String run) {
    return new LogSource(run, true);
  }

  @Override
  public SourceReader<KeyedEvent, NoSplit> createReader(SourceReaderContext context) {
    LocalRun found = LocalRun.of(run);
    return new LogReader(found, silent ? 0 : found.log().size());
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SplitEnumerator<NoSplit, Boolean> createEnumerator(
      SplitEnumeratorContext<NoSplit> context) {
    return new NoSplit.Enumerator();
  }

  @Override
  public SplitEnumerator<NoSplit, Boolean> restoreEnumerator(
      SplitEnumeratorContext<NoSplit> context, Boolean checkpoint) {
    return new NoSplit.Enumerator();
  }

  @Override
  public SimpleVersionedSerializer<NoSplit> getSplitSerializer() {
    return new NoSplit.Bytes<>(new NoSplit());
  }

  @Override
  public SimpleVersionedSerializer<Boolean> getEnumeratorCheckpointSerializer() {
    return new NoSplit.Bytes<>(true);
  }

  @Override
  public TypeInformation<KeyedEvent> getProducedType() {
    return TypeInformation.of(KeyedEvent.class);
  }
}
