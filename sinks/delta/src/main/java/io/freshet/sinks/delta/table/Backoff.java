package io.freshet.sinks.delta.table;

import io.delta.kernel.exceptions.ConcurrentWriteException;
import java.util.concurrent.ThreadLocalRandom;

/** Pauses between attempts: twice as long each time, and never the same for two writers. */
public final class Backoff {
  private static final long FIRST_MILLIS = 10;
  private static final long LONGEST_MILLIS = 1_000;

  private final int attempts;
  private int failures;
  private int conflicts;

  /** So many attempts. */
  public Backoff(int attempts) {
    this.attempts = attempts;
  }

  /**
   * Sleeps before the next attempt.
   *
   * @throws RuntimeException {@code failure}, if it was the last one
   */
  public void pauseAfter(RuntimeException failure) {
    failures++;
    if (failure instanceof ConcurrentWriteException) {
      conflicts++;
    }
    if (failures >= attempts) {
      throw failure;
    }
    long longest = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(failures, 10));
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure;
    }
  }

  /** How often another writer came first, besides {@code more} times. */
  CommitOutcome outcome(int more) {
    return new CommitOutcome(conflicts + more, failures - conflicts);
  }
}
