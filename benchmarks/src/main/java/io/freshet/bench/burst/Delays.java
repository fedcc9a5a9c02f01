package io.freshet.bench.burst;

import java.util.Arrays;

/** When rows' events arrived and when they came out, nanoseconds. Written by one thread. */
final class Delays {
  private long[] arrived = new long[1 << 16];
  private long[] out = new long[1 << 16];
  private int size;

  /** Chooses rows. */
  interface Choice {
    boolean holds(long arrived, long out);
  }

  void add(long arrivedAt, long outAt) {
    if (size == out.length) {
      arrived = Arrays.copyOf(arrived, 2 * size);
      out = Arrays.copyOf(out, 2 * size);
    }
    arrived[size] = arrivedAt;
    out[size++] = outAt;
  }

  /** How long the chosen rows took. */
  Percentiles of(Choice choice) {
    long[] taken = new long[size];
    int count = 0;
    for (int i = 0; i < size; i++) {
      if (choice.holds(arrived[i], out[i])) {
        taken[count++] = out[i] - arrived[i];
      }
    }
    return Percentiles.of(Arrays.stream(taken).limit(count).mapToDouble(nanos -> nanos / 1e6));
  }
}
