package io.freshet.bench.windows.subject;

import io.freshet.bench.windows.events.EventLog;
import io.freshet.jobs.window.KeyedEvent;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;

/**
 * Reads a log once, from its first event; starts the run's clock with it. After the last event it
 * waits until the run may end: Flink's last, infinite watermark is no part of what is measured.
 */
final class LogReader implements SourceReader<KeyedEvent, NoSplit> {
  private final LocalRun run;
  private final EventLog log;
  private final int size;
  private int next;
  private int mark;
  private long arrivalClock = Long.MIN_VALUE;

  /**
   * @param size how many events are read
   */
  LogReader(LocalRun run, int size) {
    this.run = run;
    this.log = run.log();
    this.size = size;
  }

  @Override
  public void start() {}

  @Override
  public InputStatus pollNext(ReaderOutput<KeyedEvent> output) {
    if (next == size) {
      return run.ending().isDone() ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
    }
    if (next == 0) {
      run.watch().start();
    }
    tellClock(output);
    long time = log.time(next);
    arrivalClock = Math.max(arrivalClock, time);
    output.collect(
        new KeyedEvent(
            KeyedEvent.Kind.EVENT, log.key(next), 0, time, time, arrivalClock, log.payload(next)),
        time);
    next++;
    if (next == size) {
      tellClock(output);
    }
    return InputStatus.MORE_AVAILABLE;
  }

  private void tellClock(ReaderOutput<KeyedEvent> output) {
    while (mark < log.markCount() && log.position(mark) <= next) {
      output.emitWatermark(new Watermark(log.mark(mark++)));
    }
  }

  @Override
  public List<NoSplit> snapshotState(long checkpointId) {
    return List.of();
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return next < size ? CompletableFuture.completedFuture(null) : run.ending();
  }

  @Override
  public void addSplits(List<NoSplit> splits) {}

  @Override
  public void notifyNoMoreSplits() {}

  @Override
  public void close() {}
}
