package io.freshet.engine;

import io.freshet.defs.plan.WindowPlan;
import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The events of one aggregation of one key: tiles by the time at which they start, ascending, and
 * what they come to in each window. A tile exists wherever a window covers an event or is to cover
 * it, also if all its values are NULL: its events have instants all the same.
 *
 * <p>This class knows when tiles are made, leave, enter, coarsen and go; a subclass knows what is
 * in them, in arrays of its own beside the starts. The as-of time is the owner's and passed in; it
 * never goes back. Not thread-safe.
 */
abstract class Timeline {
  static final int INITIAL_CAPACITY = 4;

  final TileScheme scheme;
  private long[] starts = new long[INITIAL_CAPACITY];
  private int size;

  /** For each bounded window its first tile, and when that leaves; MAX_VALUE if there is none. */
  private final int[] firsts;

  private final long[] leaves;
  private long nextInstant = Long.MAX_VALUE;

  Timeline(TileScheme scheme) {
    this.scheme = scheme;
    this.firsts = new int[scheme.windowCount()];
    this.leaves = new long[scheme.windowCount()];
    Arrays.fill(leaves, Long.MAX_VALUE);
  }

  /** Makes room in the arrays for {@code capacity} tiles. */
  abstract void grow(int capacity);

  /** Moves {@code count} cells; those at {@code from} that are not written over are left as is. */
  abstract void shift(int from, int to, int count);

  /** Makes the cell that of a tile without values. */
  abstract void clear(int tile);

  /** Adds cell {@code from}, which is given up, to cell {@code into}. */
  abstract void merge(int into, int from);

  /**
   * Adds an event to its tile and to the windows that cover it.
   *
   * @param tile its tile; -1 if no window but lifetime covers it, or will
   * @param value its value; null for NULL
   */
  abstract void put(int tile, long time, @Nullable Object value, long asOf);

  /** Takes the tiles from {@code begin} to before {@code end} out of a window. */
  abstract void leave(int window, int begin, int end);

  /** Brings the tiles from {@code begin} to before {@code end} into a window. */
  abstract void enter(int window, int begin, int end);

  /**
   * Tells that no bounded window will ever want an event before {@code time}, and so the oldest
   * {@code tiles}, which are about to go.
   */
  void forget(long time, int tiles) {}

  /** What the function comes to in a window; null for NULL. */
  abstract @Nullable Object result(int window, long asOf);

  /** Whether the timeline holds something besides tiles. */
  abstract boolean hasRest();

  /** Writes what it holds besides tiles. */
  abstract void writeRest(ByteWriter out);

  /** Reads what {@link #writeRest} wrote; the tiles have been read. */
  abstract void readRest(ByteReader in);

  /** Tells that all tiles have been read, and that there was no rest. */
  abstract void withoutRest();

  /** Called before the cells are written, newest first. */
  void beforeWrite() {}

  /** Called when all has been written. */
  void afterWrite() {}

  abstract void writeCell(int tile, ByteWriter out);

  /** Reads a cell into the arrays. */
  abstract void readCell(int tile, long start, ByteReader in);

  /** Number of tiles. */
  final int size() {
    return size;
  }

  /** When a tile starts. */
  final long start(int tile) {
    return starts[tile];
  }

  /** The first instant after the as-of time at which a window changes; MAX_VALUE if none does. */
  final long nextInstant() {
    return nextInstant;
  }

  /** Whether no window covers an event, and none will without another event. */
  final boolean isEmpty() {
    return size == 0 && !hasRest();
  }

  /** Index of the first tile that a bounded window covers; the size if it covers none. */
  final int first(int window) {
    return firsts[window];
  }

  /** Index of the first tile after a window. */
  final int end(int window, long asOf) {
    long upper = scheme.upper(window, asOf);
    return upper == Long.MAX_VALUE ? size : ceiling(upper);
  }

  /** Adds an event at {@code time}, no later than {@code asOf}. */
  final void add(long time, @Nullable Object value, long asOf) {
    if (time == asOf) {
      put(scheme.levelCount() > 0 ? newestTile(time, asOf) : -1, time, value, asOf);
      return;
    }
    int level = scheme.levelOf(time, asOf);
    put(level < scheme.levelCount() ? tileFor(level, time, asOf) : -1, time, value, asOf);
  }

  /** The last instant in ({@code asOf}, {@code clock}]; {@code asOf} if there is none. */
  final long lastInstant(long asOf, long clock) {
    long last = asOf;
    for (int window : scheme.bounded()) {
      if (leaves[window] <= clock && firsts[window] < size) {
        int end = passed(window, scheme.lower(window, clock));
        last = Math.max(last, scheme.leavesAt(window, starts[end - 1]));
      }
    }
    for (int window : scheme.withOffset()) {
      int entered = ceiling(scheme.upper(window, clock)) - 1;
      if (entered >= 0 && starts[entered] >= scheme.upper(window, asOf)) {
        last = Math.max(last, scheme.entersAt(window, starts[entered]));
      }
    }
    return last;
  }

  /** Moves the as-of time. */
  final void move(long from, long to) {
    for (int window : scheme.withOffset()) {
      int entered = ceiling(scheme.upper(window, from));
      enter(window, entered, Math.max(entered, ceiling(scheme.upper(window, to))));
    }
    long levelsLeft = 0;
    for (int window : scheme.bounded()) {
      if (leaves[window] <= to && firsts[window] < size) {
        int end = passed(window, scheme.lower(window, to));
        leave(window, firsts[window], end);
        firsts[window] = end;
        leaves[window] = end < size ? scheme.leavesAt(window, starts[end]) : Long.MAX_VALUE;
        levelsLeft |= 1L << scheme.levelOfWindow(window);
      }
    }
    if (levelsLeft != 0) {
      tidy(levelsLeft, from, to);
    }
    findNextInstant(to);
  }

  /**
   * Drops what no window wants any more, and coarsens what the windows of some levels have left.
   */
  private void tidy(long levelsLeft, long from, long to) {
    int dead = size;
    for (int window : scheme.bounded()) {
      dead = Math.min(dead, firsts[window]);
    }
    if (dead > 0) {
      forget(dead < size ? starts[dead] : Long.MAX_VALUE, dead);
      remove(0, dead);
      for (int window : scheme.bounded()) {
        firsts[window] -= dead;
      }
    }
    int before = size;
    if (!scheme.isOrdered()) {
      coarsen(0, size, to);
    }
    for (int level = scheme.levelCount() - 2; level >= 0 && scheme.isOrdered(); level--) {
      if ((levelsLeft >> level & 1) != 0) {
        coarsen(ceiling(scheme.lowerBound(level, from)), ceiling(scheme.lowerBound(level, to)), to);
      }
    }
    if (size < before) {
      index(to);
    }
  }

  /** Appends a tile while reading, oldest first. */
  final void append(long start, ByteReader in, long asOf) {
    ensureRoom();
    int level = scheme.levelOf(start, asOf);
    readCell(size, start, in);
    if (level == scheme.levelCount()) {
      clear(size);
      forget(start + 1, 0);
      return;
    }
    long kept = WindowPlan.floor(start, scheme.granularity(level));
    if (size > 0 && starts[size - 1] >= kept) {
      merge(size - 1, size);
      clear(size);
    } else {
      starts[size++] = kept;
    }
  }

  /** Finds anew where the windows begin, and what happens next. */
  final void index(long asOf) {
    for (int window : scheme.bounded()) {
      int first = ceiling(scheme.lower(window, asOf));
      firsts[window] = first;
      leaves[window] = first < size ? scheme.leavesAt(window, starts[first]) : Long.MAX_VALUE;
    }
    findNextInstant(asOf);
  }

  private void findNextInstant(long asOf) {
    nextInstant = Long.MAX_VALUE;
    for (int window : scheme.bounded()) {
      nextInstant = Math.min(nextInstant, leaves[window]);
    }
    for (int window : scheme.withOffset()) {
      int pending = ceiling(scheme.upper(window, asOf));
      if (pending < size) {
        nextInstant = Math.min(nextInstant, scheme.entersAt(window, starts[pending]));
      }
    }
  }

  /** Index of the first tile of a window that starts at {@code lower} or later. */
  private int passed(int window, long lower) {
    int index = firsts[window];
    while (index < size && starts[index] < lower) {
      index++;
    }
    return index;
  }

  /** Index of the first tile that starts at {@code time} or later; the size if there is none. */
  final int ceiling(long time) {
    if (size == 0 || starts[size - 1] < time) {
      return size;
    }
    int found = Arrays.binarySearch(starts, 0, size, time);
    return found >= 0 ? found : -found - 1;
  }

  /** Index of the tile that holds {@code time}, if there is one that starts no later; else -1. */
  final int floor(long time) {
    int index = ceiling(time);
    return index < size && starts[index] == time ? index : index - 1;
  }

  /** The tile of an event at the as-of time. */
  private int newestTile(long time, long asOf) {
    long granularity = scheme.granularity(0);
    if (size > 0 && time - starts[size - 1] < granularity) {
      return size - 1;
    }
    long start = WindowPlan.floor(time, granularity);
    insert(size, start);
    int tile = size - 1;
    for (int window : scheme.bounded()) {
      if (firsts[window] == tile) {
        leaves[window] = scheme.leavesAt(window, start);
        nextInstant = Math.min(nextInstant, leaves[window]);
      }
    }
    for (int window : scheme.withOffset()) {
      nextInstant = Math.min(nextInstant, scheme.entersAt(window, start));
    }
    return tile;
  }

  private int tileFor(int level, long time, long asOf) {
    long start = WindowPlan.floor(time, scheme.granularity(level));
    int index = ceiling(start);
    if (index == size || starts[index] != start) {
      insert(index, start);
      index(asOf);
    }
    return index;
  }

  private void insert(int index, long start) {
    ensureRoom();
    if (index < size) {
      System.arraycopy(starts, index, starts, index + 1, size - index);
      shift(index, index + 1, size - index);
    }
    starts[index] = start;
    clear(index);
    size++;
  }

  private void ensureRoom() {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, size * 2);
      grow(size * 2);
    }
  }

  /** Hands the tiles of a range on to the coarser levels that they have come to. */
  private void coarsen(int begin, int end, long asOf) {
    int keep = begin;
    for (int i = begin; i < end; i++) {
      long granularity = scheme.granularity(scheme.levelOf(starts[i], asOf));
      long start = WindowPlan.floor(starts[i], granularity);
      if (keep > 0 && starts[keep - 1] == start) {
        merge(keep - 1, i);
      } else {
        if (keep < i) {
          shift(i, keep, 1);
        }
        starts[keep++] = start;
      }
    }
    remove(keep, end);
  }

  private void remove(int begin, int end) {
    if (begin == end) {
      return;
    }
    System.arraycopy(starts, end, starts, begin, size - end);
    shift(end, begin, size - end);
    int rest = size - (end - begin);
    for (int i = rest; i < size; i++) {
      clear(i);
    }
    size = rest;
  }
}
