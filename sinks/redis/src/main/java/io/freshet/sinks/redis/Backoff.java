package io.freshet.sinks.redis;

import java.util.concurrent.ThreadLocalRandom;

/** Pauses that double from {@value #FIRST_MILLIS} to {@value #LONGEST_MILLIS} ms, with jitter. */
final class Backoff {
  private static final long FIRST_MILLIS = 10;
  private static final long LONGEST_MILLIS = 1_000;

  private long next = FIRST_MILLIS;

  /** The next pause, between half and all of its full length. */
  long nextMillis() {
    long full = next;
    next = Math.min(2 * next, LONGEST_MILLIS);
    return full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1);
  }

  /** Starts again with the shortest pause. */
  void reset() {
    next = FIRST_MILLIS;
  }
}
