package io.freshet.jobs.training.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Buckets of durations side by side, all equally wide, without those at either end that nothing is
 * in. Bounds that grow by factors make that a logarithmic axis.
 */
final class DurationAxis {
  private static final double APART = 62;
  private static final Set<Long> ROUND =
      Set.of(
          Figures.SECOND,
          Figures.MINUTE,
          Figures.HOUR,
          Figures.DAY,
          7 * Figures.DAY,
          30 * Figures.DAY,
          365 * Figures.DAY);

  private final List<Long> bounds;
  private final double left;
  private final double width;

  /** The first bucket that is shown. */
  final int first;

  /** The last bucket that is shown. */
  final int last;

  /**
   * @param shown distributions with the same bounds, of which one is not empty
   */
  DurationAxis(List<Distribution> shown, double left, double right) {
    bounds = shown.get(0).bounds();
    int lowest = bounds.size();
    int highest = 0;
    for (Distribution distribution : shown) {
      for (int bucket = 0; bucket <= bounds.size(); bucket++) {
        if (distribution.counts().get(bucket) > 0) {
          lowest = Math.min(lowest, bucket);
          highest = Math.max(highest, bucket);
        }
      }
    }
    first = lowest;
    last = Math.max(lowest, highest);
    this.left = left;
    width = (right - left) / (last - first + 1);
  }

  /** Where a bucket begins, and the one before it ends. */
  double x(int bucket) {
    return left + (bucket - first) * width;
  }

  /** As many bounds as have room; round ones first. */
  List<Plot.Tick> ticks() {
    List<Integer> edges = new ArrayList<>();
    for (int edge = first; edge <= last + 1; edge++) {
      if (edge <= bounds.size()) {
        edges.add(edge);
      }
    }
    edges.sort(Comparator.comparing(edge -> !ROUND.contains(bound(edge))));
    List<Plot.Tick> ticks = new ArrayList<>();
    for (int edge : edges) {
      double x = x(edge);
      if (ticks.stream().allMatch(tick -> Math.abs(tick.at() - x) >= APART)) {
        ticks.add(new Plot.Tick(x, edge == 0 ? "0" : Figures.duration(bound(edge))));
      }
    }
    ticks.sort(Comparator.comparingDouble(Plot.Tick::at));
    return ticks;
  }

  private long bound(int edge) {
    return edge == 0 ? 0 : bounds.get(edge - 1);
  }
}
