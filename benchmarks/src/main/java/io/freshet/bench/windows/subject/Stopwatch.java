package io.freshet.bench.windows.subject;

import com.sun.management.OperatingSystemMXBean;
import io.freshet.bench.windows.events.EventLog;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Times a run. It starts with the first event; laps are taken behind the subject, when a watermark
 * has passed it: then all events before the watermark have been dealt with, and all that the
 * watermark sets off. Started by the source's thread and read by the last operator's.
 */
final class Stopwatch {
  private static final int LAPS = 20;

  private final EventLog log;
  private final Span span;
  private final Consumer<Lap> told;
  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final List<Lap> laps = new CopyOnWriteArrayList<>();
  private final CompletableFuture<List<Lap>> done = new CompletableFuture<>();
  private volatile long startedAt;
  private volatile long cpuAtStart;
  private int mark;
  private int next;

  /**
   * @param span the events to be measured; laps are taken at its ends, and evenly on the way
   * @param told hears each lap
   */
  Stopwatch(EventLog log, Span span, Consumer<Lap> told) {
    this.log = log;
    this.span = span;
    this.told = told;
    this.next = nextAfter(0);
  }

  /** Starts the clock. */
  void start() {
    cpuAtStart = system.getProcessCpuTime();
    startedAt = System.nanoTime();
  }

  /** Takes a lap if there is one to be taken where a watermark stands. */
  void passed(long watermark) {
    while (mark < log.markCount() && log.mark(mark) <= watermark) {
      mark++;
    }
    int position = mark == 0 ? 0 : log.position(mark - 1);
    if (position < next || done.isDone()) {
      return;
    }
    Lap lap =
        new Lap(
            position,
            (System.nanoTime() - startedAt) / 1e9,
            (system.getProcessCpuTime() - cpuAtStart) / 1e9);
    laps.add(lap);
    told.accept(lap);
    if (position >= span.until()) {
      done.complete(List.copyOf(laps));
    }
    next = nextAfter(position);
  }

  private int nextAfter(int position) {
    int even = position + Math.max(1, span.until() / LAPS);
    return Math.min(even, position < span.from() ? span.from() : span.until());
  }

  /** The part that is measured: the first lap in it is where the measurement begins. */
  Span span() {
    return span;
  }

  /** The laps, when the last has been taken. */
  CompletableFuture<List<Lap>> done() {
    return done;
  }
}
