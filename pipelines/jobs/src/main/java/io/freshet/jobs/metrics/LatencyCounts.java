package io.freshet.jobs.metrics;

import java.time.Duration;

/**
 * Counts times by the millisecond, so that quantiles are exact whatever their number. Times over
 * {@link #LONGEST} count as that long. Not thread-safe.
 */
public final class LatencyCounts {
  /** The longest time that is told from longer ones. */
  public static final Duration LONGEST = Duration.ofMinutes(2);

  private final long[] counts = new long[(int) LONGEST.toMillis() + 1];
  private long total;
  private long longest;

  /** Counts a time in milliseconds; one below 0 (clocks differ) counts as 0. */
  public void add(long millis) {
    long time = Math.max(0, millis);
    counts[(int) Math.min(time, counts.length - 1)]++;
    total++;
    longest = Math.max(longest, time);
  }

  /** What has been counted. */
  public LatencySummary summary() {
    return new LatencySummary(total, quantile(0.5), quantile(0.99), longest);
  }

  /**
   * The time that a fraction of all does not exceed, by the nearest-rank definition; 0 when nothing
   * was counted.
   *
   * @param fraction above 0, at most 1
   */
  public long quantile(double fraction) {
    long rank = (long) Math.ceil(fraction * total);
    long below = 0;
    for (int time = 0; time < counts.length; time++) {
      below += counts[time];
      if (below >= rank) {
        return total == 0 ? 0 : time;
      }
    }
    return longest;
  }
}
