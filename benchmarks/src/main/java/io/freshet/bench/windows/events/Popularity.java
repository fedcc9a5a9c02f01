package io.freshet.bench.windows.events;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Draws numbers from 0 on: all alike, or by Zipf's law with exponent 1. */
final class Popularity {
  private final int count;

  /** The share of the first numbers; empty if all are alike. */
  private final double[] cumulated;

  private Popularity(int count, double[] cumulated) {
    this.count = count;
    this.cumulated = cumulated;
  }

  /** Each number is as likely as any other. */
  static Popularity uniform(int count) {
    return new Popularity(count, new double[0]);
  }

  /** Number {@code i} is as likely as 1 / (i + 1). */
  static Popularity zipf(int count) {
    double[] cumulated = new double[count];
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += 1.0 / (i + 1);
      cumulated[i] = sum;
    }
    return new Popularity(count, cumulated);
  }

  int next(SplittableRandom random) {
    if (cumulated.length == 0) {
      return random.nextInt(count);
    }
    int found = Arrays.binarySearch(cumulated, random.nextDouble() * cumulated[count - 1]);
    return Math.min(count - 1, found < 0 ? -found - 1 : found);
  }
}
