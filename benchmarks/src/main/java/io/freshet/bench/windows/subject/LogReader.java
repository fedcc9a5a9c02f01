package io.freshet.bench.windows.subject;

import io.freshet.bench.windows.events.EventLog;
import io.freshet.jobs.window.KeyedEvent;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;

/** Reads a log once, from its first event; starts the run's clock with it. */
final class LogReader implements SourceReader<KeyedEvent, NoSplit> {
  private final EventLog log;
  private final Stopwatch watch;
  private final int size;
  private int next;
  private int mark;
  private long arrivalClock = Long.MIN_VALUE;

  /**
   * @param size how many events are read
   */
  LogReader(EventLog log, Stopwatch watch, int size) {
    this.log = log;
    this.watch = watch;
    this.size = size;
  }

  @Override
  public void start() {}

  @Override
  public InputStatus pollNext(ReaderOutput<KeyedEvent> output) {
    if (size == 0) {
      return InputStatus.END_OF_INPUT;
    }
    if (next == 0) {
      watch.start();
    }
    while (mark < log.markCount() && log.position(mark) <= next) {
      output.emitWatermark(new Watermark(log.mark(mark++)));
    }
    if (next == size) {
      return InputStatus.END_OF_INPUT;
    }
    long time = log.time(next);
    arrivalClock = Math.max(arrivalClock, time);
    output.collect(
        new KeyedEvent(
            KeyedEvent.Kind.EVENT, log.key(next), 0, time, time, arrivalClock, log.payload(next)),
        time);
    next++;
    return InputStatus.MORE_AVAILABLE;
  }

  @Override
  public List<NoSplit> snapshotState(long checkpointId) {
    return List.of();
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void addSplits(List<NoSplit> splits) {}

  @Override
  public void notifyNoMoreSplits() {}

  @Override
  public void close() {}
}
