package io.freshet.bench.online;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Keeps so many calls under way, and no more. */
final class Pipeline {
  private final int most;
  private final Semaphore free;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  Pipeline(int most) {
    this.most = most;
    this.free = new Semaphore(most);
  }

  /** Waits for its turn. */
  void enter() throws InterruptedException {
    free.acquire();
  }

  /** Follows a call for which {@link #enter} was called. */
  void follow(CompletionStage<?> call) {
    CompletionStage<?> unused =
        call.whenComplete(
            (answer, fault) -> {
              if (fault != null) {
                failure.compareAndSet(null, fault);
              }
              free.release();
            });
  }

  /** Waits until none is under way. */
  void drain() throws InterruptedException {
    free.acquire(most);
    free.release(most);
    Throwable fault = failure.get();
    if (fault != null) {
      throw new IllegalStateException("a call failed", fault);
    }
  }
}
