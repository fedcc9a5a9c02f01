package io.freshet.engine;

import io.freshet.defs.plan.WindowPlan;
import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import io.freshet.schemas.RowSink;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The events of one aggregation of one key: tiles by the time at which they start, ascending, and
 * what they come to in each window. A tile exists wherever a window covers an event or is to cover
 * it, also if all its values are NULL: its events have instants all the same.
 *
 * <p>This class knows when tiles are made, leave, enter, coarsen and go; a subclass knows what is
 * in them: numbers beside the starts, or objects in an array of its own. The as-of time is the
 * owner's and passed in; it never goes back. Not thread-safe.
 */
abstract class Timeline {
  private static final int INITIAL_CAPACITY = 1;
  private static final int MOST_ADDED = 16;

  /** Of an object, its place in its key and the head of its array, bytes. */
  private static final int FIXED_WEIGHT = 100;

  final TileScheme scheme;

  /**
   * All numbers, side by side: a key has many timelines, and what it costs to bring them from
   * memory is most of what they cost. For each window the index of its first tile, two to a number;
   * the totals of a subclass, column by column; then tile by tile its start and the numbers in its
   * cell.
   */
  long[] numbers;

  /** Where the tiles begin, and how far they are apart. */
  private final int base;

  private final int stride;
  private int size;
  private long nextInstant = Long.MAX_VALUE;

  /**
   * @param totals how many numbers the subclass keeps for each window
   * @param cell how many numbers the subclass keeps in each cell
   */
  Timeline(TileScheme scheme, int totals, int cell) {
    this.scheme = scheme;
    int windows = scheme.windowCount();
    this.base = (windows + 1) / 2 + totals * windows;
    this.stride = 1 + cell;
    this.numbers = new long[base + INITIAL_CAPACITY * stride];
  }

  /** Makes room for objects of {@code capacity} tiles. */
  void growObjects(int capacity) {}

  /** Moves objects of {@code count} cells; those that are not written over are left as is. */
  void shiftObjects(int from, int to, int count) {}

  /** Takes the objects out of a cell. */
  void clearObjects(int tile) {}

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

  /**
   * Tells what the function comes to in a window.
   *
   * @return false if that is NULL, and nothing was told
   */
  abstract boolean result(int window, long asOf, RowSink out);

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

  /** About how many bytes of memory it takes. */
  final long weight() {
    return FIXED_WEIGHT + (long) Long.BYTES * numbers.length + weightOfObjects();
  }

  /** About how many bytes take what a subclass holds besides numbers. */
  long weightOfObjects() {
    return 0;
  }

  /** Number of tiles. */
  final int size() {
    return size;
  }

  /** How many tiles there is room for. */
  final int capacity() {
    return (numbers.length - base) / stride;
  }

  /** When a tile starts. */
  final long start(int tile) {
    return numbers[base + tile * stride];
  }

  /** Where in {@link #numbers} those of a tile's cell begin. */
  final int cell(int tile) {
    return base + tile * stride + 1;
  }

  /** Where in {@link #numbers} a column of totals begins. */
  final int totals(int column) {
    int windows = scheme.windowCount();
    return (windows + 1) / 2 + column * windows;
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
    return (int) (numbers[window / 2] >>> shift(window));
  }

  private void first(int window, int tile) {
    long others = numbers[window / 2] & ~(0xFFFFFFFFL << shift(window));
    numbers[window / 2] = others | (long) tile << shift(window);
  }

  private static int shift(int window) {
    return (window & 1) * Integer.SIZE;
  }

  /** When the first tile of a window leaves it; MAX_VALUE if there is none. */
  private long leaves(int window) {
    int first = first(window);
    return first < size ? scheme.leavesAt(window, start(first)) : Long.MAX_VALUE;
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
      if (leaves(window) <= clock && first(window) < size) {
        int end = passed(window, scheme.lower(window, clock));
        last = Math.max(last, scheme.leavesAt(window, start(end - 1)));
      }
    }
    for (int window : scheme.withOffset()) {
      int entered = ceiling(scheme.upper(window, clock)) - 1;
      if (entered >= 0 && start(entered) >= scheme.upper(window, asOf)) {
        last = Math.max(last, scheme.entersAt(window, start(entered)));
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
      if (leaves(window) <= to && first(window) < size) {
        int end = passed(window, scheme.lower(window, to));
        leave(window, first(window), end);
        first(window, end);
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
      dead = Math.min(dead, first(window));
    }
    if (dead > 0) {
      forget(dead < size ? start(dead) : Long.MAX_VALUE, dead);
      remove(0, dead);
      for (int window : scheme.bounded()) {
        first(window, first(window) - dead);
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
    Arrays.fill(numbers, cell(size), cell(size) + stride - 1, 0);
    int level = scheme.levelOf(start, asOf);
    readCell(size, start, in);
    if (level == scheme.levelCount()) {
      clearObjects(size);
      forget(start + 1, 0);
      return;
    }
    long kept = WindowPlan.floor(start, scheme.granularity(level));
    if (size > 0 && start(size - 1) >= kept) {
      merge(size - 1, size);
      clearObjects(size);
    } else {
      numbers[base + size * stride] = kept;
      size++;
    }
  }

  /** Finds anew where the windows begin, and what happens next. */
  final void index(long asOf) {
    for (int window : scheme.bounded()) {
      first(window, ceiling(scheme.lower(window, asOf)));
    }
    findNextInstant(asOf);
  }

  private void findNextInstant(long asOf) {
    nextInstant = Long.MAX_VALUE;
    for (int window : scheme.bounded()) {
      nextInstant = Math.min(nextInstant, leaves(window));
    }
    for (int window : scheme.withOffset()) {
      int pending = ceiling(scheme.upper(window, asOf));
      if (pending < size) {
        nextInstant = Math.min(nextInstant, scheme.entersAt(window, start(pending)));
      }
    }
  }

  /** Index of the first tile of a window that starts at {@code lower} or later. */
  private int passed(int window, long lower) {
    int index = first(window);
    while (index < size && start(index) < lower) {
      index++;
    }
    return index;
  }

  /** Index of the first tile that starts at {@code time} or later; the size if there is none. */
  final int ceiling(long time) {
    if (size == 0 || start(size - 1) < time) {
      return size;
    }
    int low = 0;
    int high = size - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (start(middle) < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Index of the tile that holds {@code time}, if there is one that starts no later; else -1. */
  final int floor(long time) {
    int index = ceiling(time);
    return index < size && start(index) == time ? index : index - 1;
  }

  /** The tile of an event at the as-of time. */
  private int newestTile(long time, long asOf) {
    long granularity = scheme.granularity(0);
    if (size > 0 && time - start(size - 1) < granularity) {
      return size - 1;
    }
    long start = WindowPlan.floor(time, granularity);
    insert(size, start);
    int tile = size - 1;
    for (int window : scheme.bounded()) {
      if (first(window) == tile) {
        nextInstant = Math.min(nextInstant, scheme.leavesAt(window, start));
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
    if (index == size || start(index) != start) {
      insert(index, start);
      index(asOf);
    }
    return index;
  }

  private void insert(int index, long start) {
    ensureRoom();
    if (index < size) {
      shift(index, index + 1, size - index);
      clearObjects(index);
    }
    int at = base + index * stride;
    numbers[at] = start;
    Arrays.fill(numbers, at + 1, at + stride, 0);
    size++;
  }

  private void ensureRoom() {
    if (base + (size + 1) * stride > numbers.length) {
      reserve(size + Math.max(1, Math.min(size / 2, MOST_ADDED)));
    }
  }

  /** Makes room for so many tiles, if there is less. */
  final void reserve(int capacity) {
    int length = base + capacity * stride;
    if (length > numbers.length) {
      numbers = Arrays.copyOf(numbers, length);
      growObjects(capacity);
    }
  }

  /** Hands the tiles of a range on to the coarser levels that they have come to. */
  private void coarsen(int begin, int end, long asOf) {
    int keep = begin;
    for (int i = begin; i < end; i++) {
      long granularity = scheme.granularity(scheme.levelOf(start(i), asOf));
      long start = WindowPlan.floor(start(i), granularity);
      if (keep > 0 && start(keep - 1) == start) {
        merge(keep - 1, i);
      } else {
        if (keep < i) {
          shift(i, keep, 1);
        }
        numbers[base + keep * stride] = start;
        keep++;
      }
    }
    remove(keep, end);
  }

  private void remove(int begin, int end) {
    if (begin == end) {
      return;
    }
    shift(end, begin, size - end);
    int rest = size - (end - begin);
    for (int i = rest; i < size; i++) {
      clearObjects(i);
    }
    size = rest;
  }

  private void shift(int from, int to, int count) {
    System.arraycopy(numbers, base + from * stride, numbers, base + to * stride, count * stride);
    shiftObjects(from, to, count);
  }
}
