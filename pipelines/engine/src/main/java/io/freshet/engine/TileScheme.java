package io.freshet.engine;

import io.freshet.defs.plan.WindowPlan;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How the windows of one aggregation share tiles.
 *
 * <p>Windows are sorted by how far they reach back. Level {@code k} serves the windows from the
 * {@code k}-th on; its granularity is the greatest common divisor of their hops, and levels of
 * equal granularity are one. An event belongs to the first level with a window that covers it or is
 * still to cover it. So a tile lies, for every window that it serves, wholly inside or wholly
 * outside, and enters and leaves at the instants of each of its events: windows ask for the tile's
 * start alone. When the last window of a level has dropped a tile, the tile is merged into a
 * coarser one of the next level that still serves it; each granularity divides the next.
 *
 * <p>A lifetime window takes no tiles. Immutable.
 */
final class TileScheme {
  private final List<WindowPlan> windows;
  private final int[] bounded;
  private final int[] withoutOffset;
  private final int lifetime;
  private final long[] granularities;
  private final int[][] levels;

  private TileScheme(List<WindowPlan> windows) {
    this.windows = windows;
    this.lifetime = windows.indexOf(WindowPlan.LIFETIME);
    this.bounded =
        IntStream.range(0, windows.size())
            .filter(i -> !windows.get(i).isLifetime())
            .boxed()
            .sorted(Comparator.comparingLong(i -> windows.get(i).size() + windows.get(i).offset()))
            .mapToInt(Integer::intValue)
            .toArray();
    this.withoutOffset =
        IntStream.range(0, windows.size()).filter(i -> windows.get(i).offset() == 0).toArray();
    long[] divisors = divisors();
    List<int[]> groups = new ArrayList<>();
    List<Long> steps = new ArrayList<>();
    for (int begin = 0; begin < bounded.length; ) {
      int end = begin;
      while (end < bounded.length && divisors[end] == divisors[begin]) {
        end++;
      }
      groups.add(Arrays.copyOfRange(bounded, begin, end));
      steps.add(divisors[begin]);
      begin = end;
    }
    this.levels = groups.toArray(int[][]::new);
    this.granularities = steps.stream().mapToLong(Long::longValue).toArray();
  }

  /**
   * The scheme for {@code windows}.
   *
   * @throws IllegalArgumentException if a hop does not divide its window and offset
   */
  static TileScheme of(List<WindowPlan> windows) {
    windows.forEach(TileScheme::check);
    return new TileScheme(windows);
  }

  List<WindowPlan> windows() {
    return windows;
  }

  /** Indices of all windows but lifetime, the shortest reach first. Not to be changed. */
  int[] bounded() {
    return bounded;
  }

  /** Indices of the windows that cover an event at the as-of time. Not to be changed. */
  int[] withoutOffset() {
    return withoutOffset;
  }

  /** Index of the lifetime window; -1 if there is none. */
  int lifetime() {
    return lifetime;
  }

  int levelCount() {
    return levels.length;
  }

  /** Length of a level's tiles. */
  long granularity(int level) {
    return granularities[level];
  }

  /** The first level with a window that still covers {@code time}, or will; else the count. */
  int levelOf(long time, long asOf) {
    int level = 0;
    while (level < levels.length && time < lowerBound(level, asOf)) {
      level++;
    }
    return level;
  }

  /** The start of the oldest tile that can be of use in {@code level}. */
  long lowerBound(int level, long asOf) {
    long bound = Long.MAX_VALUE;
    for (int window : levels[level]) {
      bound = Math.min(bound, windows.get(window).lowerBound(asOf));
    }
    return bound;
  }

  /** The first event time that a window does not cover yet; without offset there is none. */
  static long upperBound(WindowPlan window, long asOf) {
    return window.offset() == 0
        ? Long.MAX_VALUE
        : WindowPlan.floor(asOf - window.offset(), window.hop());
  }

  /** The first instant after {@code asOf} at which a tile enters or leaves a window. */
  long nextInstant(long start, long asOf) {
    long next = Long.MAX_VALUE;
    for (int index : bounded) {
      WindowPlan window = windows.get(index);
      if (start >= upperBound(window, asOf)) {
        next = Math.min(next, window.entersAt(start));
      } else if (start >= window.lowerBound(asOf)) {
        next = Math.min(next, window.leavesAt(start));
      }
    }
    return next;
  }

  /** The last instant up to {@code clock} at which {@code time} enters or leaves a window. */
  long lastInstant(long time, long clock) {
    long last = Long.MIN_VALUE;
    for (int index : bounded) {
      WindowPlan window = windows.get(index);
      if (window.leavesAt(time) <= clock) {
        last = Math.max(last, window.leavesAt(time));
      } else if (window.entersAt(time) <= clock) {
        last = Math.max(last, window.entersAt(time));
      }
    }
    return last;
  }

  private long[] divisors() {
    long[] divisors = new long[bounded.length];
    long divisor = 0;
    for (int i = bounded.length - 1; i >= 0; i--) {
      BigInteger hop = BigInteger.valueOf(windows.get(bounded[i]).hop());
      divisor = hop.gcd(BigInteger.valueOf(divisor)).longValueExact();
      divisors[i] = divisor;
    }
    return divisors;
  }

  private static void check(WindowPlan window) {
    boolean fits =
        window.isLifetime()
            || (window.hop() > 0
                && window.size() > 0
                && window.offset() >= 0
                && window.size() % window.hop() == 0
                && window.offset() % window.hop() == 0);
    if (!fits) {
      throw new IllegalArgumentException("the hop does not divide window and offset: " + window);
    }
  }
}
