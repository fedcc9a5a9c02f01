package io.freshet.jobs.training.report;

import java.io.Serializable;
import java.util.List;

/**
 * How old values are: counts of ages, in buckets of less than 7 percent of the age. Ages below zero
 * count as zero. Not thread-safe.
 */
public final class AgeCounts implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int EXACT_BITS = 4;
  private static final int EXACT = 1 << EXACT_BITS;

  /**
   * Upper bounds of the buckets for people, milliseconds; behind the last one there is one more.
   */
  public static final List<Long> BOUNDS =
      List.of(
          1_000L,
          10_000L,
          60_000L,
          600_000L,
          3_600_000L,
          6 * 3_600_000L,
          86_400_000L,
          7 * 86_400_000L,
          30 * 86_400_000L,
          90 * 86_400_000L);

  private final long[] fine = new long[EXACT * (Long.SIZE - EXACT_BITS)];
  private final long[] coarse = new long[BOUNDS.size() + 1];
  private long count;
  private long largest;

  /** Adds an age, milliseconds. */
  public void add(long millis) {
    long age = Math.max(0, millis);
    fine[bucket(age)]++;
    int bound = 0;
    while (bound < BOUNDS.size() && age >= BOUNDS.get(bound)) {
      bound++;
    }
    coarse[bound]++;
    count++;
    largest = Math.max(largest, age);
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
