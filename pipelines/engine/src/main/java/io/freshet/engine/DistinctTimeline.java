package io.freshet.engine;

import io.freshet.engine.aggregate.ValueDomain;
import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import io.freshet.schemas.MalformedRowException;
import io.freshet.schemas.RowSink;
import org.jspecify.annotations.Nullable;

/**
 * {@code count_distinct}, exact, in windows that end at the as-of time: such a window holds a value
 * if it covers the newest event with it. So each value is kept once, with the time of that event,
 * and a cell is the number of values whose newest event it holds.
 */
final class DistinctTimeline extends CountingTimeline {
  private final ValueDomain domain;

  /** For the bytes of one value; shared by all keys of a task. */
  private final ByteWriter scratch;

  /** Each with the time of its newest event or, once read back, the start of its tile. */
  private final DistinctValues values = new DistinctValues();

  private boolean hasEvents;

  /** About how many of the values are in no tile, nor wanted by lifetime. */
  private long forgotten;

  /** The values by tile, while they are written; those in no tile come first. */
  private int[] sorted = {};

  private int[] ends = {};

  DistinctTimeline(TileScheme scheme, ValueDomain domain, ByteWriter scratch) {
    super(scheme);
    this.domain = domain;
    this.scratch = scratch;
  }

  @Override
  void put(int tile, long time, @Nullable Object value, long asOf) {
    hasEvents = true;
    if (value == null || (tile < 0 && scheme.lifetime() < 0)) {
      return;
    }
    scratch.clear();
    domain.write(scratch, domain.canonical(value));
    int entry = values.find(scratch);
    if (entry < 0) {
      values.add(scratch, time);
      count(-1, tile);
      return;
    }
    long seen = values.time(entry);
    if (seen < time) {
      if (tile < 0 || seen < start(tile)) {
        count(floor(seen), tile);
      }
      values.time(entry, time);
    }
  }

  /** Moves a value from one tile to a newer one; -1 for none. */
  private void count(int from, int to) {
    if (from >= 0) {
      addToCount(from, -1);
    }
    if (to >= 0) {
      addToCount(to, 1);
      for (int window : scheme.bounded()) {
        int first = first(window);
        if (from < first && to >= first) {
          addToTotal(window, 1);
        }
      }
    }
  }

  /** Values that are in no tile any more are kept for a while: to find them takes a walk. */
  @Override
  void forget(long time, int tiles) {
    if (scheme.lifetime() >= 0) {
      return;
    }
    forgotten += sum(0, tiles);
    if (2 * forgotten >= values.size()) {
      values.removeBefore(time);
      forgotten = 0;
    }
  }

  @Override
  boolean result(int window, long asOf, RowSink out) {
    out.takeLong(window == scheme.lifetime() ? values.size() : total(window, asOf));
    return true;
  }

  @Override
  long weightOfObjects() {
    return values.weight();
  }

  @Override
  boolean hasRest() {
    return scheme.lifetime() >= 0 && hasEvents;
  }

  @Override
  void beforeWrite() {
    int count = values.size();
    int[] tiles = new int[count];
    ends = new int[size() + 1];
    for (int i = 0; i < count; i++) {
      tiles[i] = floor(values.time(i)) + 1;
      ends[tiles[i]]++;
    }
    for (int i = 1; i < ends.length; i++) {
      ends[i] += ends[i - 1];
    }
    int[] next = new int[ends.length];
    System.arraycopy(ends, 0, next, 1, size());
    sorted = new int[count];
    for (int i = 0; i < count; i++) {
      sorted[next[tiles[i]]++] = i;
    }
  }

  /** What was made for writing goes: the key may stay in memory for long. */
  @Override
  void afterWrite() {
    ends = new int[0];
    sorted = ends;
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
      values.write(sorted[i], out);
    }
  }

  @Override
  void readCell(int tile, long start, ByteReader in) {
    addToCount(tile, read(in, start));
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
    totalsAreUnknown();
  }

  private int read(ByteReader in, long time) {
    int count = in.readCount();
    for (int i = 0; i < count; i++) {
      if (!values.read(in, domain.length(in), time)) {
        throw new MalformedRowException("the same value twice");
      }
    }
    return count;
  }
}
