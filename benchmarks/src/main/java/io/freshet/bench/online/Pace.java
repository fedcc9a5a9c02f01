package io.freshet.bench.online;

import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls at a rate, whether or not earlier ones have been answered, and measures each from the
 * moment when it was due.
 */
final class Pace {
  private final double perSecond;

  Pace(double perSecond) {
    this.perSecond = perSecond;
  }

  /**
   * How long calls took.
   *
   * @param p50 microseconds, half of them
   * @param p99 microseconds, all but a hundredth
   */
  record Latency(double p50, double p99) {}

  /** Makes so many calls. */
  Latency measure(int calls, IntFunction<CompletionStage<?>> call) throws InterruptedException {
    long[] nanos = new long[calls];
    CountDownLatch left = new CountDownLatch(calls);
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    long begin = System.nanoTime();
    for (int i = 0; i < calls; i++) {
      int index = i;
      long start = begin + (long) (i * 1e9 / perSecond);
      while (System.nanoTime() < start) {
        LockSupport.parkNanos(Math.min(50_000, start - System.nanoTime()));
      }
      CompletionStage<?> unused =
          call.apply(i)
              .whenComplete(
                  (answer, fault) -> {
                    nanos[index] = System.nanoTime() - start;
                    if (fault != null) {
                      failure.compareAndSet(null, fault);
                    }
                    left.countDown();
                  });
    }
    left.await();
    Throwable fault = failure.get();
    if (fault != null) {
      throw new IllegalStateException("a call failed", fault);
    }
    Arrays.sort(nanos);
    return new Latency(nanos[calls / 2] / 1e3, nanos[(int) (calls * 0.99)] / 1e3);
  }
}
