package io.freshet.engine;

import java.util.Arrays;

/** A timeline whose cells are numbers of something, and whose windows come to the sum of them. */
abstract class CountingTimeline extends Timeline {
  long[] counts = new long[INITIAL_CAPACITY];

  /** By window; of bounded windows without meaning until they are asked for after a read. */
  final long[] totals;

  private boolean known = true;

  CountingTimeline(TileScheme scheme) {
    super(scheme);
    this.totals = new long[scheme.windowCount()];
  }

  @Override
  final void grow(int capacity) {
    counts = Arrays.copyOf(counts, capacity);
  }

  @Override
  final void shift(int from, int to, int count) {
    System.arraycopy(counts, from, counts, to, count);
  }

  @Override
  final void clear(int tile) {
    counts[tile] = 0;
  }

  @Override
  final void merge(int into, int from) {
    counts[into] += counts[from];
  }

  @Override
  final void leave(int window, int begin, int end) {
    totals[window] -= sum(begin, end);
  }

  @Override
  final void enter(int window, int begin, int end) {
    totals[window] += sum(begin, end);
  }

  /** What a window comes to. */
  final long total(int window, long asOf) {
    if (!known) {
      for (int bounded : scheme.bounded()) {
        totals[bounded] = sum(first(bounded), end(bounded, asOf));
      }
      known = true;
    }
    return totals[window];
  }

  /** Tells that cells have been read, and totals have not. */
  final void totalsAreUnknown() {
    known = false;
  }

  /** The sum of the cells from {@code begin} to before {@code end}. */
  final long sum(int begin, int end) {
    long sum = 0;
    for (int i = begin; i < end; i++) {
      sum += counts[i];
    }
    return sum;
  }
}
