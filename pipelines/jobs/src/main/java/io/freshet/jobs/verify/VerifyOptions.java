package io.freshet.jobs.verify;

import java.time.Duration;

/**
 * What is to be verified. Immutable.
 *
 * @param sample number of entities per view; 0 for all
 * @param seed of the random sample
 * @param ended whether the pipeline has read its input to the end and stopped, so that the clock is
 *     known and every row must be there
 * @param ordered whether, besides, all events of a view came in one order (one partition or file):
 *     then as-of time and sequence are checked from below too
 * @param patience for how long a live pipeline may take to publish what it has read
 */
public record VerifyOptions(
    int sample, long seed, boolean ended, boolean ordered, Duration patience) {

  /** All entities of a pipeline that has come to its end. */
  public static VerifyOptions ended(boolean ordered) {
    return new VerifyOptions(0, 1, true, ordered, Duration.ZERO);
  }

  /** Some entities of a pipeline that is running. */
  public static VerifyOptions live(int sample) {
    return new VerifyOptions(sample, 1, false, false, Duration.ofSeconds(10));
  }
}
