package io.freshet.bench.burst;

import java.util.stream.DoubleStream;

/**
 * How a measured time is spread, milliseconds; NaN if there is nothing.
 *
 * @param count how often it was measured
 */
record Percentiles(int count, double p50, double p99, double max) {

  static Percentiles of(DoubleStream millis) {
    double[] sorted = millis.sorted().toArray();
    return new Percentiles(sorted.length, at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1));
  }

  private static double at(double[] sorted, double share) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }
}
