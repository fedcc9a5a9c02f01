package io.freshet.engine;

import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import io.freshet.schemas.RowSink;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One aggregation in the timelines that it shares with others: how its cells and windows are kept
 * in a timeline's numbers and objects. One column serves all keys of a task; what differs from key
 * to key is in the {@link Timeline} that each method gets. Its windows are numbered 0, 1, ... in
 * the order of its plan; the timeline numbers those of all its columns.
 */
abstract class Column {
  final TileScheme scheme;

  /** The timeline's number of each window. */
  final int[] windows;

  /** The windows that are not lifetime. */
  final int[] bounded;

  /** The windows that cover an event at the as-of time. */
  final int[] withoutOffset;

  /** The lifetime window; -1 if there is none. */
  final int lifetime;

  /** Where in a timeline's numbers its own begin, and where in a cell. */
  private int ownNumbers;

  private int ownCell;

  /** Which of a timeline's objects is its own. */
  private int slot;

  /**
   * @param scheme that of the timelines
   * @param windows the scheme's number of each window
   */
  Column(TileScheme scheme, List<Integer> windows) {
    this.scheme = scheme;
    this.windows = windows.stream().mapToInt(Integer::intValue).toArray();
    this.lifetime = windows.indexOf(scheme.lifetime());
    this.bounded =
        IntStream.range(0, this.windows.length).filter(window -> window != lifetime).toArray();
    this.withoutOffset =
        IntStream.range(0, this.windows.length)
            .filter(window -> !scheme.hasOffset(this.windows[window]))
            .toArray();
  }

  /** Told once by the shape of the timelines. */
  final void place(int numbers, int cell, int object) {
    ownNumbers = numbers;
    ownCell = cell;
    slot = object;
  }

  /** How many numbers it keeps in a timeline besides its cells. */
  abstract int numberCount();

  /** How many numbers it keeps in each cell. */
  abstract int cellSize();

  /** Adds cell {@code from}, which is given up, to cell {@code into}. */
  abstract void merge(Timeline timeline, int into, int from);

  /**
   * Adds an event to its tile and to the windows that cover it.
   *
   * @param tile its tile; -1 if none of the windows but lifetime covers it, or will
   * @param value its value; null for NULL
   */
  abstract void put(Timeline timeline, int tile, long time, @Nullable Object value, long asOf);

  /**
   * Takes the tiles from {@code begin} to before {@code end} out of a window, of which they are the
   * first.
   */
  abstract void leave(Timeline timeline, int window, int begin, int end);

  /** Brings the tiles from {@code begin} to before {@code end} into a window. */
  abstract void enter(Timeline timeline, int window, int begin, int end);

  /**
   * Tells what the function comes to in a window.
   *
   * @return false if that is NULL, and nothing was told
   */
  abstract boolean result(Timeline timeline, int window, long asOf, RowSink out);

  /** Whether it holds something besides tiles. */
  boolean hasRest(Timeline timeline) {
    return lifetime >= 0;
  }

  /** Writes what it holds besides tiles. */
  abstract void writeRest(Timeline timeline, ByteWriter out);

  /** Reads what {@link #writeRest} wrote; the cells have been read. */
  abstract void readRest(Timeline timeline, ByteReader in);

  /** Tells that its cells have been read, and that there was no rest. */
  void withoutRest(Timeline timeline) {
    if (lifetime >= 0) {
      enter(timeline, lifetime, 0, timeline.size());
    }
  }

  /** Finds what bounded windows come to: the timeline has been read. */
  abstract void index(Timeline timeline, long asOf);

  /** Called before the cells from {@code begin} on are written. */
  void beforeWrite(Timeline timeline, int begin) {}

  abstract void writeCell(Timeline timeline, int tile, ByteWriter out);

  /** Reads a cell that has nothing in it. */
  abstract void readCell(Timeline timeline, int tile, long start, ByteReader in);

  /** About how many bytes of memory its objects take. */
  long weight(Timeline timeline) {
    return 0;
  }

  /** The first tile that one of its bounded windows covers, or will. */
  final int firstTile(Timeline timeline) {
    int first = timeline.size();
    for (int window : bounded) {
      first = Math.min(first, timeline.first(windows[window]));
    }
    return first;
  }

  /** The same, once a window has left the tiles before {@code end}. */
  final int firstTileAfter(Timeline timeline, int left, int end) {
    int first = end;
    for (int window : bounded) {
      first = window == left ? first : Math.min(first, timeline.first(windows[window]));
    }
    return first;
  }

  /** The first tile that a bounded window covers. */
  final int first(Timeline timeline, int window) {
    return timeline.first(windows[window]);
  }

  /** The first tile after a window. */
  final int end(Timeline timeline, int window, long asOf) {
    return timeline.end(windows[window], asOf);
  }

  /** Whether a window covers an event at {@code time}, no later than {@code asOf}. */
  final boolean covers(int window, long time, long asOf) {
    return scheme.covers(windows[window], time, asOf);
  }

  /** Where in the timeline's numbers its number {@code index} stands. */
  final int number(int index) {
    return ownNumbers + index;
  }

  /** Where in the timeline's numbers those of a cell begin. */
  final int cell(Timeline timeline, int tile) {
    return timeline.tile(tile) + ownCell;
  }

  final @Nullable Object object(Timeline timeline) {
    return timeline.object(slot);
  }

  final void object(Timeline timeline, @Nullable Object object) {
    timeline.object(slot, object);
  }

  final @Nullable Object cellObject(Timeline timeline, int tile) {
    return timeline.cellObject(slot, tile);
  }

  final void cellObject(Timeline timeline, int tile, @Nullable Object object) {
    timeline.cellObject(slot, tile, object);
  }
}
