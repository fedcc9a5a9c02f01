package io.freshet.engine;

import io.freshet.schemas.RowSink;

/** A timeline whose cells are numbers of something, and whose windows come to the sum of them. */
abstract class CountingTimeline extends Timeline {
  /** Of bounded windows the totals are without meaning until they are asked for after a read. */
  private boolean known = true;

  CountingTimeline(TileScheme scheme) {
    super(scheme, 1, 1);
  }

  @Override
  final void merge(int into, int from) {
    numbers[cell(into)] += numbers[cell(from)];
  }

  @Override
  final void leave(int window, int begin, int end) {
    numbers[totals(0) + window] -= sum(begin, end);
  }

  @Override
  final void enter(int window, int begin, int end) {
    numbers[totals(0) + window] += sum(begin, end);
  }

  @Override
  boolean result(int window, long asOf, RowSink out) {
    out.takeLong(total(window, asOf));
    return true;
  }

  /** What a window comes to. */
  final long total(int window, long asOf) {
    if (!known) {
      for (int bounded : scheme.bounded()) {
        setTotal(bounded, sum(first(bounded), end(bounded, asOf)));
      }
      known = true;
    }
    return numbers[totals(0) + window];
  }

  /** Sets what a window comes to. */
  final void setTotal(int window, long total) {
    numbers[totals(0) + window] = total;
  }

  /** Tells that cells have been read, and totals have not. */
  final void totalsAreUnknown() {
    known = false;
  }

  final long count(int tile) {
    return numbers[cell(tile)];
  }

  final void addToCount(int tile, long added) {
    numbers[cell(tile)] += added;
  }

  final void addToTotal(int window, long added) {
    numbers[totals(0) + window] += added;
  }

  /** The sum of the cells from {@code begin} to before {@code end}. */
  final long sum(int begin, int end) {
    long sum = 0;
    for (int i = begin; i < end; i++) {
      sum += numbers[cell(i)];
    }
    return sum;
  }
}
