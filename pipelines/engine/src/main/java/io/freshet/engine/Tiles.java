package io.freshet.engine;

import io.freshet.defs.plan.WindowPlan;
import io.freshet.engine.aggregate.Aggregate;
import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import io.freshet.schemas.MalformedRowException;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The tiles of one aggregation of one key, by level. A tile exists wherever a window covers an
 * event or is to cover it, also if all its values are NULL: its events have instants all the same.
 */
final class Tiles {
  private final TileScheme scheme;
  private final Aggregate<Object> aggregate;
  private final TileList[] levels;
  private long nextInstant = Long.MAX_VALUE;

  Tiles(TileScheme scheme, Aggregate<Object> aggregate) {
    this.scheme = scheme;
    this.aggregate = aggregate;
    this.levels = new TileList[scheme.levelCount()];
    Arrays.setAll(levels, level -> new TileList());
  }

  boolean isEmpty() {
    for (TileList tiles : levels) {
      if (tiles.size() > 0) {
        return false;
      }
    }
    return true;
  }

  /** The first instant after the as-of time; {@link Long#MAX_VALUE} if there is none. */
  long nextInstant() {
    return nextInstant;
  }

  /** The last instant in ({@code asOf}, {@code clock}]; {@code asOf} if there is none. */
  long lastInstant(long asOf, long clock) {
    long last = asOf;
    for (int index : scheme.bounded()) {
      WindowPlan window = scheme.windows().get(index);
      long left = newest(window.lowerBound(asOf), window.lowerBound(clock));
      if (left != Long.MIN_VALUE) {
        last = Math.max(last, window.leavesAt(left));
      }
      long entered =
          newest(TileScheme.upperBound(window, asOf), TileScheme.upperBound(window, clock));
      if (entered != Long.MIN_VALUE) {
        last = Math.max(last, window.entersAt(entered));
      }
    }
    return last;
  }

  /** Calls {@code action} with the tiles that start in [{@code begin}, {@code end}). */
  void forEach(long begin, long end, Consumer<Object> action) {
    for (TileList tiles : levels) {
      for (int i = tiles.ceiling(begin); i < tiles.size() && tiles.start(i) < end; i++) {
        action.accept(tiles.state(i));
      }
    }
  }

  /** The tile for an event, made if need be. Only for an event that some window may yet cover. */
  Object tileFor(int level, long time, long asOf) {
    TileList tiles = levels[level];
    long start = WindowPlan.floor(time, scheme.granularity(level));
    int index = tiles.ceiling(start);
    if (!tiles.startsAt(index, start)) {
      tiles.insert(index, start, aggregate.create());
      nextInstant = Math.min(nextInstant, scheme.nextInstant(start, asOf));
    }
    return tiles.state(index);
  }

  /** Hands tiles on to coarser levels, or drops them, when their level needs them no more. */
  void moveTo(long asOf) {
    for (int level = 0; level < levels.length; level++) {
      TileList tiles = levels[level];
      int count = tiles.ceiling(scheme.lowerBound(level, asOf));
      for (int i = 0; i < count; i++) {
        int target = scheme.levelOf(tiles.start(i), asOf);
        if (target < levels.length) {
          put(target, tiles.start(i), tiles.state(i));
        }
      }
      tiles.removeOldest(count);
    }
    findNextInstant(asOf);
  }

  void write(ByteWriter out, long asOf) {
    for (int level = 0; level < levels.length; level++) {
      TileList tiles = levels[level];
      long granularity = scheme.granularity(level);
      long previous = Math.floorDiv(asOf, granularity);
      out.writeUnsigned(tiles.size());
      for (int i = tiles.size() - 1; i >= 0; i--) {
        long number = Math.floorDiv(tiles.start(i), granularity);
        out.writeUnsigned(previous - number);
        aggregate.write(tiles.state(i), out, tiles.start(i));
        previous = number;
      }
    }
  }

  /** Reads what {@link #write} wrote with the same {@code asOf}, while empty. */
  void read(ByteReader in, long asOf) {
    for (int level = 0; level < levels.length; level++) {
      long granularity = scheme.granularity(level);
      long number = Math.floorDiv(asOf, granularity);
      int size = in.readCount();
      for (int i = 0; i < size; i++) {
        long step = in.readUnsigned();
        number = Math.subtractExact(number, step);
        long start = Math.multiplyExact(number, granularity);
        if (step < 0 || (step == 0 && i > 0) || scheme.levelOf(start, asOf) != level) {
          throw new MalformedRowException("a tile at " + start + " in level " + level);
        }
        levels[level].insert(i, start, aggregate.read(in, start));
      }
      levels[level].reverse();
    }
    findNextInstant(asOf);
  }

  private void put(int level, long time, Object state) {
    TileList tiles = levels[level];
    long start = WindowPlan.floor(time, scheme.granularity(level));
    int index = tiles.ceiling(start);
    if (tiles.startsAt(index, start)) {
      aggregate.merge(tiles.state(index), state);
    } else {
      tiles.insert(index, start, state);
    }
  }

  private void findNextInstant(long asOf) {
    nextInstant = Long.MAX_VALUE;
    for (int index : scheme.bounded()) {
      WindowPlan window = scheme.windows().get(index);
      long oldest = oldest(window.lowerBound(asOf));
      if (oldest != Long.MAX_VALUE) {
        nextInstant = Math.min(nextInstant, window.leavesAt(oldest));
      }
      long pending = oldest(TileScheme.upperBound(window, asOf));
      if (pending != Long.MAX_VALUE) {
        nextInstant = Math.min(nextInstant, window.entersAt(pending));
      }
    }
  }

  /** Start of the oldest tile that starts at {@code begin} or later; MAX_VALUE if none does. */
  private long oldest(long begin) {
    for (int level = levels.length - 1; level >= 0; level--) {
      int index = levels[level].ceiling(begin);
      if (index < levels[level].size()) {
        return levels[level].start(index);
      }
    }
    return Long.MAX_VALUE;
  }

  /** Start of the newest tile in [{@code begin}, {@code end}); MIN_VALUE if there is none. */
  private long newest(long begin, long end) {
    for (TileList tiles : levels) {
      int index = tiles.ceiling(end) - 1;
      if (index >= 0 && tiles.start(index) >= begin) {
        return tiles.start(index);
      }
    }
    return Long.MIN_VALUE;
  }
}
