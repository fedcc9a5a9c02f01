package io.freshet.bench.burst;

import java.time.Duration;

/**
 * What is measured.
 *
 * @param keys silent keys, all of which expire at the same midnight
 * @param rate events of other keys per second
 * @param settle how long those flow before anything is measured
 * @param calm how long they are measured before midnight
 * @param checkpoint interval of checkpoints
 * @param keyMemory bytes of heap for keys held in memory
 */
record BurstSpec(
    int keys, int rate, Duration settle, Duration calm, Duration checkpoint, long keyMemory) {
  /** Keys of the events that flow. */
  static final int LIVE_KEYS = 10_000;

  BurstSpec {
    if (keys < 1 || rate < 1) {
      throw new IllegalArgumentException("--keys and --rate must be at least 1");
    }
  }

  /** How long live events flow until midnight, nanoseconds. */
  long nanosToMidnight() {
    return settle.plus(calm).toNanos();
  }
}
