package io.freshet.jobs.training.report;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * How old values are, or how late rows: counts of durations, in buckets of less than 7 percent of
 * the duration. Durations below zero count as zero. Not thread-safe.
 */
public final class AgeCounts implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int EXACT_BITS = 4;
  private static final int EXACT = 1 << EXACT_BITS;
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  /**
   * Upper bounds of the buckets for people, milliseconds; behind the last one there is one more.
   */
  public static final List<Long> BOUNDS =
      List.of(
          100L,
          300L,
          SECOND,
          3 * SECOND,
          10 * SECOND,
          30 * SECOND,
          MINUTE,
          3 * MINUTE,
          10 * MINUTE,
          30 * MINUTE,
          HOUR,
          3 * HOUR,
          6 * HOUR,
          12 * HOUR,
          DAY,
          2 * DAY,
          4 * DAY,
          7 * DAY,
          14 * DAY,
          30 * DAY,
          60 * DAY,
          90 * DAY,
          180 * DAY,
          365 * DAY);

  private static final long[] LIMITS = BOUNDS.stream().mapToLong(Long::longValue).toArray();

  private final long[] fine = new long[EXACT * (Long.SIZE - EXACT_BITS)];
  private final long[] coarse = new long[BOUNDS.size() + 1];
  private long count;
  private long largest;

  /**
   * Adds an age.
   *
   * @param millis the age
   * @return the bucket for people that it is in
   */
  public int add(long millis) {
    long age = Math.max(0, millis);
    fine[bucket(age)]++;
    int found = Arrays.binarySearch(LIMITS, age);
    int bound = found < 0 ? -found - 1 : found + 1;
    coarse[bound]++;
    count++;
    largest = Math.max(largest, age);
    return bound;
  }

  /** Adds the ages of another task. */
  public void addAll(AgeCounts other) {
    add(fine, other.fine);
    add(coarse, other.coarse);
    count += other.count;
    largest = Math.max(largest, other.largest);
  }

  private static void add(long[] to, long[] from) {
    for (int i = 0; i < to.length; i++) {
      to[i] += from[i];
    }
  }

  /** Number of ages. */
  public long count() {
    return count;
  }

  /** The largest age. */
  public long largest() {
    return largest;
  }

  /** Counts by {@link #BOUNDS}: ages below each bound and not below the one before. */
  public long[] buckets() {
    return coarse.clone();
  }

  /** An age that a share of all do not exceed, at most 7 percent too large; 0 without any. */
  public long quantile(double share) {
    long rank = (long) Math.ceil(share * count);
    long seen = 0;
    for (int i = 0; i < fine.length; i++) {
      seen += fine[i];
      if (seen >= rank && seen > 0) {
        return Math.min(largest, largestOf(i));
      }
    }
    return 0;
  }

  private static int bucket(long age) {
    if (age < EXACT) {
      return (int) age;
    }
    int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(age) - EXACT_BITS;
    return EXACT * (shift + 1) + (int) (age >>> shift) - EXACT;
  }

  private static long largestOf(int bucket) {
    if (bucket < EXACT) {
      return bucket;
    }
    int shift = bucket / EXACT - 1;
    return ((long) (bucket % EXACT + EXACT + 1) << shift) - 1;
  }
}
