package io.freshet.local.demo;

import io.freshet.local.demo.DemoListener.Phase;
import io.freshet.local.run.PipelineRun;
import io.freshet.local.run.RunCounts;
import io.freshet.local.run.RunFailedException;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Tells a listener how far a phase has come. */
final class DemoWatch {
  private static final Duration TICK = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final DemoListener listener;
  private final PipelineRun run;
  private Phase phase = Phase.START;
  private Duration planned = Duration.ZERO;
  private long began = System.nanoTime();

  DemoWatch(DemoListener listener, PipelineRun run) {
    this.listener = listener;
    this.run = run;
  }

  /**
   * Begins a phase.
   *
   * @param duration how long it will take; zero if it takes as long as it takes
   */
  void begin(Phase next, Duration duration, String text) {
    phase = next;
    planned = duration;
    began = System.nanoTime();
    listener.begins(next, text);
  }

  /** Watches until a feed is done. */
  <T> T follow(Feed<T> feed, LongSupplier sent, long target) {
    while (!feed.isDone()) {
      if (run.await(TICK)) {
        throw new RunFailedException("The pipeline ended while it was being fed.");
      }
      move(sent.getAsLong(), target, run.counts());
    }
    return feed.result();
  }

  /** Watches until all that was sent is read and published. */
  void settle(long sent) {
    run.awaitRead(sent, PATIENCE, counts -> move(sent, sent, counts));
  }

  /** Watches until the pipeline ends by itself. */
  void end(long sent) {
    while (!run.await(TICK)) {
      move(sent, sent, run.counts());
    }
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private void move(long sent, long target, RunCounts counts) {
    listener.moves(new DemoProgress(phase, elapsed(), planned, sent, target, counts));
  }
}
