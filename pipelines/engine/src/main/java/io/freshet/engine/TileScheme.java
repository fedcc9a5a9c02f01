package io.freshet.engine;

import io.freshet.defs.plan.WindowPlan;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How the windows of a group of aggregations share tiles.
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
  private final long[] reaches;
  private final long[] hops;
  private final long[] offsets;
  private final int[] bounded;
  private final int[] withOffset;
  private final int lifetime;
  private final long[] granularities;
  private final int[][] levels;
  private final int[] levelsOfWindows;
  private final boolean ordered;

  private TileScheme(List<WindowPlan> windows) {
    this.reaches =
        windows.stream().mapToLong(w -> w.isLifetime() ? 0 : w.size() + w.offset()).toArray();
    this.hops = windows.stream().mapToLong(WindowPlan::hop).toArray();
    this.offsets = windows.stream().mapToLong(WindowPlan::offset).toArray();
    this.lifetime = windows.indexOf(WindowPlan.LIFETIME);
    this.bounded =
        IntStream.range(0, windows.size())
            .filter(i -> !windows.get(i).isLifetime())
            .boxed()
            .sorted(Comparator.comparingLong(i -> reaches[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    this.withOffset =
        IntStream.range(0, windows.size()).filter(i -> windows.get(i).offset() > 0).toArray();
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
    this.levelsOfWindows = new int[windows.size()];
    for (int level = 0; level < levels.length; level++) {
      for (int window : levels[level]) {
        levelsOfWindows[window] = level;
      }
    }
    this.ordered =
        IntStream.range(1, bounded.length)
            .allMatch(i -> reaches[bounded[i]] - reaches[bounded[i - 1]] >= hops[bounded[i - 1]]);
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

  int windowCount() {
    return reaches.length;
  }

  /** The schema of state whose timelines compute {@code identities} and have these shapes. */
  static StateSchema schema(List<String> identities, Shape[] shapes) {
    long unit = 0;
    long step = 1;
    for (Shape shape : shapes) {
      for (long granularity : shape.scheme.granularities) {
        unit = BigInteger.valueOf(unit).gcd(BigInteger.valueOf(granularity)).longValueExact();
        step = Math.max(step, granularity);
      }
    }
    return new StateSchema(identities, unit == 0 ? 1 : unit, step);
  }

  /** Indices of all windows but lifetime, the shortest reach first. Not to be changed. */
  int[] bounded() {
    return bounded;
  }

  /** Indices of the windows that end before the as-of time. Not to be changed. */
  int[] withOffset() {
    return withOffset;
  }

  /** Whether a window ends before the as-of time. */
  boolean hasOffset(int window) {
    return offsets[window] > 0;
  }

  /** Whether some window ends before the as-of time. */
  boolean hasOffsets() {
    return withOffset.length > 0;
  }

  /** Index of the lifetime window; -1 if there is none. */
  int lifetime() {
    return lifetime;
  }

  int levelCount() {
    return levels.length;
  }

  /** Whether windows begin the earlier the further they reach, whatever the as-of time. */
  boolean isOrdered() {
    return ordered;
  }

  /** The level that serves a bounded window first; there are no more than 64. */
  int levelOfWindow(int window) {
    return levelsOfWindows[window];
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
      bound = Math.min(bound, lower(window, asOf));
    }
    return bound;
  }

  /** The first event time that a window covers; {@link Long#MIN_VALUE} for lifetime. */
  long lower(int window, long asOf) {
    return window == lifetime
        ? Long.MIN_VALUE
        : WindowPlan.floor(asOf - reaches[window], hops[window]);
  }

  /** The first event time that a window does not cover yet; without offset there is none. */
  long upper(int window, long asOf) {
    long offset = offsets[window];
    return offset == 0 ? Long.MAX_VALUE : WindowPlan.floor(asOf - offset, hops[window]);
  }

  /** Whether a window covers an event at {@code time}, no later than {@code asOf}. */
  boolean covers(int window, long time, long asOf) {
    return time >= lower(window, asOf) && time < upper(window, asOf);
  }

  /** The instant at which an event at {@code time} leaves a window that is not lifetime. */
  long leavesAt(int window, long time) {
    return WindowPlan.floor(time, hops[window]) + hops[window] + reaches[window];
  }

  /** The instant at which an event at {@code time} enters a window. */
  long entersAt(int window, long time) {
    long offset = offsets[window];
    return offset == 0 ? time : WindowPlan.floor(time, hops[window]) + hops[window] + offset;
  }

  /** The last instant up to {@code clock} at which {@code time} enters or leaves a window. */
  long lastInstant(long time, long clock) {
    long last = Long.MIN_VALUE;
    for (int window : bounded) {
      long leaves = leavesAt(window, time);
      if (leaves <= clock) {
        last = Math.max(last, leaves);
      } else if (entersAt(window, time) <= clock) {
        last = Math.max(last, entersAt(window, time));
      }
    }
    return last;
  }

  private long[] divisors() {
    long[] divisors = new long[bounded.length];
    long divisor = 0;
    for (int i = bounded.length - 1; i >= 0; i--) {
      BigInteger hop = BigInteger.valueOf(hops[bounded[i]]);
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
