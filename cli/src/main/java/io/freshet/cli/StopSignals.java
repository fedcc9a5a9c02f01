package io.freshet.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Turns the signals that end a process into an event, so that a server which was told to end has
 * done what it should: its exit code is 0. The second signal ends the process as ever.
 */
final class StopSignals implements AutoCloseable {
  private static final List<String> SIGNALS = List.of("TERM", "INT");
  private static final Duration TICK = Duration.ofMillis(200);

  private final CountDownLatch told = new CountDownLatch(1);
  private final List<Former> former = new ArrayList<>();

  private StopSignals() {}

  private record Former(Signal signal, SignalHandler handler) {}

  static StopSignals catchAll() {
    StopSignals signals = new StopSignals();
    SIGNALS.forEach(signals::take);
    return signals;
  }

  private void take(String name) {
    Signal signal = new Signal(name);
    try {
      former.add(new Former(signal, Signal.handle(signal, this::stop)));
    } catch (IllegalArgumentException e) {
      // the JVM was told to leave it alone (-Xrs): the process ends without us
      return;
    }
  }

  private void stop(Signal signal) {
    close();
    told.countDown();
  }

  /** Waits until the process is told to end. */
  void await(Session session) {
    try {
      while (!session.isInterrupted() && !told.await(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
        // what shuts the process down otherwise does not wake us
        continue;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** From here on signals are what they were. */
  @Override
  public synchronized void close() {
    former.forEach(each -> Signal.handle(each.signal(), each.handler()));
    former.clear();
  }
}
