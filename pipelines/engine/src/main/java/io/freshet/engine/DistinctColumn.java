package io.freshet.engine;

import io.freshet.engine.aggregate.ValueDomain;
import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import io.freshet.schemas.MalformedRowException;
import io.freshet.schemas.RowSink;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code count_distinct}, exact, in windows that end at the as-of time: such a window holds a value
 * if it covers the newest event with it. So each value is kept once, with the time of that event
 * or, once read back, the start of its tile; a cell is the number of values whose newest event it
 * holds.
 */
final class DistinctColumn extends CountingColumn {
  private final ValueDomain domain;

  /** For the bytes of one value. */
  private final ByteWriter scratch = new ByteWriter(64);

  /** The values by tile, while they are written; those in no tile come first. */
  private int[] sorted = {};

  private int[] ends = {};
  private int[] tiles = {};

  /** The tile of the first of {@link #ends}. */
  private int firstWritten;

  DistinctColumn(TileScheme scheme, List<Integer> windows, ValueDomain domain) {
    super(scheme, windows);
    this.domain = domain;
  }

  private DistinctValues values(Timeline timeline) {
    DistinctValues values = (DistinctValues) object(timeline);
    if (values == null) {
      values = new DistinctValues();
      object(timeline, values);
    }
    return values;
  }

  @Override
  void put(Timeline timeline, int tile, long time, @Nullable Object value, long asOf) {
    if (value == null || (tile < 0 && lifetime < 0)) {
      return;
    }
    scratch.clear();
    domain.write(scratch, domain.canonical(value));
    DistinctValues values = values(timeline);
    int entry = values.find(scratch);
    if (entry < 0) {
      values.add(scratch, time);
      count(timeline, -1, tile);
      return;
    }
    long seen = values.time(entry);
    if (seen < time) {
      if (tile < 0 || seen < timeline.start(tile)) {
        count(timeline, wantedTile(timeline, seen), tile);
      }
      values.time(entry, time);
    }
  }

  /** The tile of a time; -1 if no window wants it any more. */
  private int wantedTile(Timeline timeline, long time) {
    int tile = timeline.floor(time);
    return tile < firstTile(timeline) ? -1 : tile;
  }

  /** Moves a value from one tile to a newer one; -1 for none. */
  private void count(Timeline timeline, int from, int to) {
    if (from >= 0) {
      timeline.numbers[cell(timeline, from)]--;
    }
    if (to >= 0) {
      timeline.numbers[cell(timeline, to)]++;
      for (int window : bounded) {
        int first = first(timeline, window);
        if (from < first && to >= first) {
          timeline.numbers[number(window)]++;
        }
      }
    }
  }

  @Override
  void leave(Timeline timeline, int window, int begin, int end) {
    super.leave(timeline, window, begin, end);
    int first = firstTileAfter(timeline, window, end);
    if (first > begin && lifetime < 0) {
      forget(timeline, begin, first);
    }
  }

  /** Values that no window wants are kept for a while: to find them takes a walk. */
  private void forget(Timeline timeline, int begin, int end) {
    DistinctValues values = (DistinctValues) object(timeline);
    if (values == null) {
      return;
    }
    values.forgotten += sum(timeline, begin, end);
    for (int i = begin; i < end; i++) {
      timeline.numbers[cell(timeline, i)] = 0;
    }
    if (2 * values.forgotten >= values.size()) {
      values.removeBefore(end < timeline.size() ? timeline.start(end) : Long.MAX_VALUE);
    }
  }

  @Override
  boolean result(Timeline timeline, int window, long asOf, RowSink out) {
    if (window == lifetime) {
      DistinctValues values = (DistinctValues) object(timeline);
      out.takeLong(values == null ? 0 : values.size());
      return true;
    }
    return super.result(timeline, window, asOf, out);
  }

  @Override
  void withoutRest(Timeline timeline) {}

  @Override
  void index(Timeline timeline, long asOf) {
    if (lifetime < 0) {
      DistinctValues values = (DistinctValues) object(timeline);
      if (values != null) {
        // those of a rest, or of windows that the definition has no more
        values.forgotten = values.size();
        forget(timeline, 0, firstTile(timeline));
      }
    }
    super.index(timeline, asOf);
  }

  @Override
  void beforeWrite(Timeline timeline, int begin) {
    DistinctValues values = values(timeline);
    int count = values.size();
    int places = timeline.size() - begin + 1;
    if (count > tiles.length) {
      tiles = new int[2 * count];
      sorted = new int[2 * count];
    }
    if (places >= ends.length) {
      ends = new int[2 * places + 2];
    }
    Arrays.fill(ends, 0, places, 0);
    firstWritten = begin;
    for (int i = 0; i < count; i++) {
      tiles[i] = Math.max(0, timeline.floor(values.time(i)) + 1 - begin);
      ends[tiles[i]]++;
    }
    for (int i = 1; i < places; i++) {
      ends[i] += ends[i - 1];
    }
    for (int i = count - 1; i >= 0; i--) {
      sorted[--ends[tiles[i]]] = i;
    }
    // now each tells where its values begin; they end where the next begin
    ends[places] = count;
  }

  @Override
  void writeCell(Timeline timeline, int tile, ByteWriter out) {
    int place = tile - firstWritten + 1;
    write(values(timeline), out, ends[place], ends[place + 1]);
  }

  @Override
  void writeRest(Timeline timeline, ByteWriter out) {
    write(values(timeline), out, 0, ends[1]);
  }

  private void write(DistinctValues values, ByteWriter out, int begin, int end) {
    out.writeUnsigned(end - begin);
    for (int i = begin; i < end; i++) {
      values.write(sorted[i], out);
    }
  }

  @Override
  void readCell(Timeline timeline, int tile, long start, ByteReader in) {
    timeline.numbers[cell(timeline, tile)] = read(values(timeline), in, start);
  }

  @Override
  void readRest(Timeline timeline, ByteReader in) {
    read(values(timeline), in, Long.MIN_VALUE);
  }

  private int read(DistinctValues values, ByteReader in, long time) {
    int count = in.readCount();
    for (int i = 0; i < count; i++) {
      if (!values.read(in, domain.length(in), time)) {
        throw new MalformedRowException("the same value twice");
      }
    }
    return count;
  }

  @Override
  long weight(Timeline timeline) {
    DistinctValues values = (DistinctValues) object(timeline);
    return values == null ? 0 : values.weight();
  }
}
