package io.freshet.jobs.metrics;

import org.apache.flink.metrics.Histogram;

/**
 * Takes from a Flink histogram what came since the last time. Flink's histogram is a ring that
 * holds the newest values: the n-th value stands at n modulo the ring's size.
 */
final class SampleReader {
  private long read;

  /** Adds each value since the last call to {@code counts}, as far as the ring still has it. */
  void read(Histogram histogram, LatencyCounts counts) {
    // the count first: a value that comes in between is one of the next call
    long seen = histogram.getCount();
    if (seen == read) {
      return;
    }
    long[] ring = histogram.getStatistics().getValues();
    for (long n = Math.max(read, seen - ring.length); n < seen; n++) {
      counts.add(ring[(int) (n % ring.length)]);
    }
    read = seen;
  }
}
