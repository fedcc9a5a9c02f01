package io.freshet.engine;

import io.freshet.engine.aggregate.ValueDomain;
import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import io.freshet.schemas.MalformedRowException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code count_distinct}, exact, in windows that end at the as-of time: such a window holds a value
 * if it covers the newest event with it. So each value is kept once, with the time of that event,
 * and a cell is the number of values whose newest event it holds.
 */
final class DistinctTimeline extends Timeline {

  /** When a value was last seen: the event's time or, once read back, its tile's start. */
  private static final class Seen {
    long time;

    Seen(long time) {
      this.time = time;
    }
  }

  private final ValueDomain domain;
  private final Map<Object, Seen> values = new HashMap<>();
  private int[] counts = new int[INITIAL_CAPACITY];
  private final long[] totals;
  private boolean known = true;
  private boolean hasEvents;

  /** About how many of the values are in no tile, nor wanted by lifetime. */
  private int forgotten;

  /** The values by tile, while they are written; those in no tile come first. */
  private @Nullable Object[] sorted = {};

  private int[] ends = {};

  DistinctTimeline(TileScheme scheme, ValueDomain domain) {
    super(scheme);
    this.domain = domain;
    this.totals = new long[scheme.windowCount()];
  }

  @Override
  void grow(int capacity) {
    counts = Arrays.copyOf(counts, capacity);
  }

  @Override
  void shift(int from, int to, int count) {
    System.arraycopy(counts, from, counts, to, count);
  }

  @Override
  void clear(int tile) {
    counts[tile] = 0;
  }

  @Override
  void merge(int into, int from) {
    counts[into] += counts[from];
  }

  @Override
  void put(int tile, long time, @Nullable Object value, long asOf) {
    hasEvents = true;
    if (value == null || (tile < 0 && scheme.lifetime() < 0)) {
      return;
    }
    Object canonical = domain.canonical(value);
    Seen seen = values.get(canonical);
    if (seen == null) {
      values.put(canonical, new Seen(time));
      count(-1, tile);
    } else if (seen.time < time) {
      if (tile < 0 || seen.time < start(tile)) {
        count(floor(seen.time), tile);
      }
      seen.time = time;
    }
  }

  /** Moves a value from one tile to a newer one; -1 for none. */
  private void count(int from, int to) {
    if (from >= 0) {
      counts[from]--;
    }
    if (to >= 0) {
      counts[to]++;
      for (int window : scheme.bounded()) {
        int first = first(window);
        if (from < first && to >= first) {
          totals[window]++;
        }
      }
    }
  }

  @Override
  void leave(int window, int begin, int end) {
    for (int i = begin; i < end; i++) {
      totals[window] -= counts[i];
    }
  }

  @Override
  void enter(int window, int begin, int end) {
    for (int i = begin; i < end; i++) {
      totals[window] += counts[i];
    }
  }

  /** Values that are in no tile any more are kept for a while: to find them takes a walk. */
  @Override
  void forget(long time, int tiles) {
    if (scheme.lifetime() >= 0) {
      return;
    }
    for (int i = 0; i < tiles; i++) {
      forgotten += counts[i];
    }
    if (2 * forgotten >= values.size()) {
      values.values().removeIf(seen -> seen.time < time);
      forgotten = 0;
    }
  }

  @Override
  Object result(int window, long asOf) {
    if (window == scheme.lifetime()) {
      return (long) values.size();
    }
    if (!known) {
      for (int bounded : scheme.bounded()) {
        totals[bounded] = 0;
        enter(bounded, first(bounded), size());
      }
      known = true;
    }
    return totals[window];
  }

  @Override
  boolean hasRest() {
    return scheme.lifetime() >= 0 && hasEvents;
  }

  @Override
  void beforeWrite() {
    ends = new int[size() + 1];
    sorted = new @Nullable Object[values.size()];
    @Nullable Object[] found = new @Nullable Object[values.size()];
    int[] tiles = new int[values.size()];
    int count = 0;
    for (Map.Entry<Object, Seen> entry : values.entrySet()) {
      int tile = floor(entry.getValue().time) + 1;
      found[count] = entry.getKey();
      tiles[count++] = tile;
      ends[tile]++;
    }
    for (int i = 1; i < ends.length; i++) {
      ends[i] += ends[i - 1];
    }
    int[] next = new int[ends.length];
    System.arraycopy(ends, 0, next, 1, size());
    for (int i = 0; i < count; i++) {
      sorted[next[tiles[i]]++] = found[i];
    }
  }

  @Override
  void writeCell(int tile, ByteWriter out) {
    write(out, ends[tile], ends[tile + 1]);
  }

  @Override
  void writeRest(ByteWriter out) {
    write(out, 0, ends[0]);
  }

  private void write(ByteWriter out, int begin, int end) {
    out.writeUnsigned(end - begin);
    for (int i = begin; i < end; i++) {
      domain.write(out, Objects.requireNonNull(sorted[i]));
    }
  }

  @Override
  void readCell(int tile, long start, ByteReader in) {
    counts[tile] = read(in, start);
  }

  @Override
  void readRest(ByteReader in) {
    withoutRest();
    read(in, Long.MIN_VALUE);
    forgotten = values.size();
    forget(Long.MIN_VALUE + 1, 0);
  }

  @Override
  void withoutRest() {
    hasEvents = true;
    known = false;
  }

  private int read(ByteReader in, long time) {
    int count = in.readCount();
    for (int i = 0; i < count; i++) {
      if (values.put(domain.read(in), new Seen(time)) != null) {
        throw new MalformedRowException("the same value twice");
      }
    }
    return count;
  }
}
