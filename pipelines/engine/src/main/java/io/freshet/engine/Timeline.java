package io.freshet.engine;

import io.freshet.defs.plan.WindowPlan;
import io.freshet.schemas.ByteReader;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The events of one key that pass one filter: tiles by the time at which they start, ascending, and
 * what they come to in the windows of each {@link Column}. A tile exists wherever a window covers
 * an event or is to cover it, also if all its values are NULL: its events have instants all the
 * same.
 *
 * <p>This class knows when tiles are made, leave, enter, coarsen and go; a column knows what is in
 * them. The as-of time is the owner's and passed in; it never goes back. Not thread-safe.
 */
final class Timeline {
  private static final int INITIAL_CAPACITY = 1;
  private static final int MOST_ADDED = 16;

  /** Of an object, its place in its key and the heads of its arrays, bytes. */
  private static final int FIXED_WEIGHT = 100;

  private final Shape shape;
  private final TileScheme scheme;

  /**
   * All numbers, side by side: a key has several timelines, and what it costs to bring them from
   * memory is most of what they cost. For each window the index of its first tile, two to a number;
   * those that columns keep besides cells; then tile by tile its start and its cells.
   */
  long[] numbers;

  /** By column what it keeps besides numbers; null while there is nothing. */
  private @Nullable Object @Nullable [] objects;

  /** By column and tile what its cells keep besides numbers; null while there is nothing. */
  private @Nullable Object @Nullable [] @Nullable [] cellObjects;

  private int size;
  private long nextInstant = Long.MAX_VALUE;

  Timeline(Shape shape) {
    this.shape = shape;
    this.scheme = shape.scheme;
    this.numbers = new long[shape.base + INITIAL_CAPACITY * shape.stride];
  }

  /** About how many bytes of memory it takes. */
  long weight() {
    long weight = FIXED_WEIGHT + (long) Long.BYTES * numbers.length;
    for (Column column : shape.columns) {
      weight += column.weight(this);
    }
    return weight;
  }

  /** Number of tiles. */
  int size() {
    return size;
  }

  /** How many tiles there is room for. */
  private int capacity() {
    return (numbers.length - shape.base) / shape.stride;
  }

  /** When a tile starts. */
  long start(int tile) {
    return numbers[tile(tile)];
  }

  /** Where in {@link #numbers} a tile begins. */
  int tile(int tile) {
    return shape.base + tile * shape.stride;
  }

  @Nullable Object object(int slot) {
    return objects == null ? null : objects[slot];
  }

  void object(int slot, @Nullable Object object) {
    if (objects == null) {
      objects = new @Nullable Object[shape.columns.length];
    }
    objects[slot] = object;
  }

  @Nullable Object cellObject(int slot, int tile) {
    @Nullable Object[] ofColumn = cellObjects == null ? null : cellObjects[slot];
    return ofColumn == null ? null : ofColumn[tile];
  }

  void cellObject(int slot, int tile, @Nullable Object object) {
    if (cellObjects == null) {
      if (object == null) {
        return;
      }
      cellObjects = new @Nullable Object[shape.columns.length] @Nullable [];
    }
    @Nullable Object[] ofColumn = cellObjects[slot];
    if (ofColumn == null) {
      if (object == null) {
        return;
      }
      ofColumn = new @Nullable Object[capacity()];
      cellObjects[slot] = ofColumn;
    }
    ofColumn[tile] = object;
  }

  /** The first instant after the as-of time at which a window changes; MAX_VALUE if none does. */
  long nextInstant() {
    return nextInstant;
  }

  /** Whether no window covers an event, and none will without another event. */
  boolean isEmpty() {
    return size == 0 && scheme.lifetime() < 0;
  }

  /** Index of the first tile that a bounded window covers; the size if it covers none. */
  int first(int window) {
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
  int end(int window, long asOf) {
    long upper = scheme.upper(window, asOf);
    return upper == Long.MAX_VALUE ? size : ceiling(upper);
  }

  /** Adds an event, no later than {@code asOf}. */
  void add(Event event, long asOf) {
    long time = event.time();
    int tile = tileOf(time, asOf);
    @Nullable Object[] values = event.inputs();
    Column[] columns = shape.columns;
    for (int i = 0; i < columns.length; i++) {
      Column column = columns[i];
      int input = shape.inputs[i];
      boolean isWanted = time == asOf || tile >= column.firstTile(this);
      column.put(this, isWanted ? tile : -1, time, input < 0 ? null : values[input], asOf);
    }
  }

  private int tileOf(long time, long asOf) {
    if (time == asOf) {
      return scheme.levelCount() > 0 ? newestTile(time) : -1;
    }
    int level = scheme.levelOf(time, asOf);
    return level < scheme.levelCount() ? tileFor(level, time, asOf) : -1;
  }

  /** The last instant in ({@code asOf}, {@code clock}]; {@code asOf} if there is none. */
  long lastInstant(long asOf, long clock) {
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
  void move(long from, long to) {
    for (int window : scheme.withOffset()) {
      int entered = ceiling(scheme.upper(window, from));
      enter(window, entered, ceiling(scheme.upper(window, to)));
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

  private void enter(int window, int begin, int end) {
    if (begin < end) {
      Column[] columns = shape.columnsOfWindows[window];
      int[] windows = shape.windowsOfColumns[window];
      for (int i = 0; i < columns.length; i++) {
        columns[i].enter(this, windows[i], begin, end);
      }
    }
  }

  private void leave(int window, int begin, int end) {
    Column[] columns = shape.columnsOfWindows[window];
    int[] windows = shape.windowsOfColumns[window];
    for (int i = 0; i < columns.length; i++) {
      columns[i].leave(this, windows[i], begin, end);
    }
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

  /** Reads one cell of a column, of a tile that may be there. */
  void readCell(Column column, long start, ByteReader in, long asOf) {
    // the place behind the last tile is used to read it
    reserve(size + 1);
    Arrays.fill(numbers, tile(size), tile(size + 1), 0);
    column.readCell(this, size, start, in);
    int level = scheme.levelOf(start, asOf);
    if (level < scheme.levelCount()) {
      long kept = WindowPlan.floor(start, scheme.granularity(level));
      int tile = ceiling(kept);
      if (tile == size) {
        numbers[tile(size)] = kept;
        size++;
        return;
      }
      if (start(tile) != kept) {
        insertBeforeScratch(tile, kept);
      }
      column.merge(this, tile, size);
    }
    clearObjects(size);
  }

  /** Inserts a tile, and moves what is behind the last one along. */
  private void insertBeforeScratch(int tile, long start) {
    reserve(size + 2);
    shift(tile, tile + 1, size + 1 - tile);
    clearObjects(tile);
    Arrays.fill(numbers, tile(tile), tile(tile + 1), 0);
    numbers[tile(tile)] = start;
    size++;
  }

  /** Tells that all has been read. */
  void indexAll(long asOf) {
    index(asOf);
    for (Column column : shape.columns) {
      column.index(this, asOf);
    }
  }

  /** Finds anew where the windows begin, and what happens next. */
  private void index(long asOf) {
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
  int ceiling(long time) {
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
  int floor(long time) {
    int index = ceiling(time);
    return index < size && start(index) == time ? index : index - 1;
  }

  /** The tile of an event at the as-of time. */
  private int newestTile(long time) {
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

  /** Hands the tiles of a range on to the coarser levels that they have come to. */
  private void coarsen(int begin, int end, long asOf) {
    int keep = begin;
    for (int i = begin; i < end; i++) {
      long granularity = scheme.granularity(scheme.levelOf(start(i), asOf));
      long start = WindowPlan.floor(start(i), granularity);
      if (keep > 0 && start(keep - 1) == start) {
        for (Column column : shape.columns) {
          column.merge(this, keep - 1, i);
        }
      } else {
        if (keep < i) {
          shift(i, keep, 1);
        }
        numbers[tile(keep)] = start;
        keep++;
      }
    }
    remove(keep, end);
  }

  private void insert(int index, long start) {
    if (tile(size + 1) > numbers.length) {
      reserve(size + Math.max(1, Math.min(size / 2, MOST_ADDED)));
    }
    if (index < size) {
      shift(index, index + 1, size - index);
      clearObjects(index);
    }
    Arrays.fill(numbers, tile(index), tile(index + 1), 0);
    numbers[tile(index)] = start;
    size++;
  }

  /** Makes room for so many tiles, if there is less. */
  void reserve(int capacity) {
    if (tile(capacity) > numbers.length) {
      numbers = Arrays.copyOf(numbers, tile(capacity));
      for (int i = 0; cellObjects != null && i < cellObjects.length; i++) {
        @Nullable Object[] ofColumn = cellObjects[i];
        if (ofColumn != null) {
          cellObjects[i] = Arrays.copyOf(ofColumn, capacity);
        }
      }
    }
  }

  private void remove(int begin, int end) {
    if (begin == end) {
      return;
    }
    shift(end, begin, size - end);
    int rest = size - (end - begin);
    for (int i = rest; i < size && cellObjects != null; i++) {
      clearObjects(i);
    }
    size = rest;
  }

  private void shift(int from, int to, int count) {
    System.arraycopy(numbers, tile(from), numbers, tile(to), count * shape.stride);
    if (cellObjects != null) {
      for (@Nullable Object[] ofColumn : cellObjects) {
        if (ofColumn != null) {
          System.arraycopy(ofColumn, from, ofColumn, to, count);
        }
      }
    }
  }

  private void clearObjects(int tile) {
    if (cellObjects != null) {
      for (@Nullable Object[] ofColumn : cellObjects) {
        if (ofColumn != null) {
          ofColumn[tile] = null;
        }
      }
    }
  }
}
