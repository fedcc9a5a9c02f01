package io.freshet.local.generator;

import java.util.SplittableRandom;

/**
 * When the records of one visit arrive: 1 to 30 of them, most visits short, in bursts.
 *
 * <p>The number of records is the first thing drawn, so that a history can count its records
 * without making them.
 */
final class SessionShape {
  static final int MOST_RECORDS = 30;
  private static final double MEAN_GAP = 15_000;
  private static final long LONGEST_GAP = 60_000;

  /** No visit takes longer, milliseconds. */
  static final long LONGEST = (MOST_RECORDS - 1) * LONGEST_GAP;

  private SessionShape() {}

  /** The chance of a visit, which depends on {@code seed} and {@code index} alone. */
  static SplittableRandom random(long seed, long index) {
    return new SplittableRandom(mix(mix(seed) + index));
  }

  static int size(SplittableRandom random) {
    double u = random.nextDouble();
    return 1 + (int) (MOST_RECORDS * u * u);
  }

  /** Mean of {@link #size}. */
  static double meanSize() {
    double mean = 1;
    for (int k = 1; k < MOST_RECORDS; k++) {
      mean += 1 - Math.sqrt((double) k / MOST_RECORDS);
    }
    return mean;
  }

  /** Arrivals from {@code start} on, none after {@code latest}, in order. */
  static long[] arrivals(SplittableRandom random, int size, long start, long latest) {
    long[] arrivals = new long[size];
    long offset = 0;
    for (int i = 1; i < size; i++) {
      double gap = -MEAN_GAP * Math.log1p(-random.nextDouble());
      offset += Math.min((long) gap, LONGEST_GAP);
      arrivals[i] = offset;
    }
    double scale = offset > latest - start ? (double) (latest - start) / offset : 1;
    for (int i = 0; i < size; i++) {
      arrivals[i] = start + (scale < 1 ? (long) (arrivals[i] * scale) : arrivals[i]);
    }
    return arrivals;
  }

  /** Spreads neighbouring numbers over all of them (the finalizer of MurmurHash3). */
  private static long mix(long z) {
    z = (z ^ (z >>> 33)) * 0xff51afd7ed558ccdL;
    z = (z ^ (z >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return z ^ (z >>> 33);
  }
}
