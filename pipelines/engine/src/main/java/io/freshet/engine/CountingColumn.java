package io.freshet.engine;

import io.freshet.schemas.RowSink;
import java.util.List;

/** A column whose cells are numbers of something, and whose windows come to the sum of them. */
abstract class CountingColumn extends Column {

  CountingColumn(TileScheme scheme, List<Integer> windows) {
    super(scheme, windows);
  }

  @Override
  final int numberCount() {
    return windows.length;
  }

  @Override
  final int cellSize() {
    return 1;
  }

  @Override
  final void merge(Timeline timeline, int into, int from) {
    timeline.numbers[cell(timeline, into)] += count(timeline, from);
  }

  @Override
  void leave(Timeline timeline, int window, int begin, int end) {
    timeline.numbers[number(window)] -= sum(timeline, begin, end);
  }

  @Override
  final void enter(Timeline timeline, int window, int begin, int end) {
    timeline.numbers[number(window)] += sum(timeline, begin, end);
  }

  @Override
  boolean result(Timeline timeline, int window, long asOf, RowSink out) {
    out.takeLong(timeline.numbers[number(window)]);
    return true;
  }

  @Override
  void index(Timeline timeline, long asOf) {
    for (int window : bounded) {
      timeline.numbers[number(window)] =
          sum(timeline, first(timeline, window), end(timeline, window, asOf));
    }
  }

  final long count(Timeline timeline, int tile) {
    return timeline.numbers[cell(timeline, tile)];
  }

  /** The sum of the cells from {@code begin} to before {@code end}. */
  final long sum(Timeline timeline, int begin, int end) {
    long sum = 0;
    for (int i = begin; i < end; i++) {
      sum += count(timeline, i);
    }
    return sum;
  }
}
