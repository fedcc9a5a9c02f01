package io.freshet.engine;

import io.freshet.engine.aggregate.Aggregate;
import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import io.freshet.schemas.RowSink;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Any function, by its partial aggregates: one object a tile. A window's merged value and its
 * result are made when first asked for. They follow a new event and a tile that enters or leaves;
 * where the function cannot take a leaving tile out, the window is merged anew when it is next
 * asked for.
 */
final class ObjectColumn extends Column {
  private static final long WEIGHT_OF_PART = 100;

  private final Aggregate<Object> aggregate;

  /** What the windows of a key come to. */
  private static final class Windows {
    /** Null: not known. That of lifetime is always known. */
    final @Nullable Object[] merged;

    final @Nullable Object[] results;
    final boolean[] isResultKnown;

    Windows(int count) {
      merged = new @Nullable Object[count];
      results = new @Nullable Object[count];
      isResultKnown = new boolean[count];
    }
  }

  ObjectColumn(TileScheme scheme, List<Integer> windows, Aggregate<Object> aggregate) {
    super(scheme, windows);
    this.aggregate = aggregate;
  }

  private Windows windows(Timeline timeline) {
    Windows known = (Windows) object(timeline);
    if (known == null) {
      known = new Windows(windows.length);
      if (lifetime >= 0) {
        known.merged[lifetime] = aggregate.create();
      }
      object(timeline, known);
    }
    return known;
  }

  @Override
  int numberCount() {
    return 0;
  }

  @Override
  int cellSize() {
    return 0;
  }

  @Override
  void merge(Timeline timeline, int into, int from) {
    Object added = cellObject(timeline, from);
    Object present = cellObject(timeline, into);
    if (present == null) {
      cellObject(timeline, into, added);
    } else if (added != null) {
      aggregate.merge(present, added);
    }
  }

  @Override
  void put(Timeline timeline, int tile, long time, @Nullable Object value, long asOf) {
    if (value == null) {
      return;
    }
    if (tile >= 0) {
      Object cell = cellObject(timeline, tile);
      if (cell == null) {
        cell = aggregate.create();
        cellObject(timeline, tile, cell);
      }
      aggregate.add(cell, time, value);
    }
    Windows known = windows(timeline);
    if (time == asOf) {
      for (int window : withoutOffset) {
        putInto(known, window, time, value);
      }
    } else {
      for (int window = 0; window < windows.length; window++) {
        if (covers(window, time, asOf)) {
          putInto(known, window, time, value);
        }
      }
    }
  }

  private void putInto(Windows known, int window, long time, Object value) {
    known.isResultKnown[window] = false;
    Object state = known.merged[window];
    if (state != null) {
      aggregate.add(state, time, value);
    }
  }

  @Override
  void leave(Timeline timeline, int window, int begin, int end) {
    Windows known = windows(timeline);
    for (int i = begin; i < end; i++) {
      Object part = cellObject(timeline, i);
      if (part != null) {
        known.isResultKnown[window] = false;
        Object state = known.merged[window];
        if (state != null && !aggregate.remove(state, part)) {
          known.merged[window] = null;
        }
      }
    }
    clear(timeline, begin, firstTileAfter(timeline, window, end));
  }

  private void clear(Timeline timeline, int begin, int end) {
    for (int i = begin; i < end; i++) {
      cellObject(timeline, i, null);
    }
  }

  @Override
  void enter(Timeline timeline, int window, int begin, int end) {
    Windows known = windows(timeline);
    for (int i = begin; i < end; i++) {
      Object part = cellObject(timeline, i);
      if (part != null) {
        known.isResultKnown[window] = false;
        Object state = known.merged[window];
        if (state != null) {
          aggregate.merge(state, part);
        }
      }
    }
  }

  @Override
  boolean result(Timeline timeline, int window, long asOf, RowSink out) {
    Windows known = windows(timeline);
    if (!known.isResultKnown[window]) {
      if (known.merged[window] == null) {
        known.merged[window] = aggregate.create();
        enter(timeline, window, first(timeline, window), end(timeline, window, asOf));
      }
      known.results[window] = aggregate.result(Objects.requireNonNull(known.merged[window]));
      known.isResultKnown[window] = true;
    }
    Object result = known.results[window];
    if (result != null) {
      out.takeValue(result);
    }
    return result != null;
  }

  @Override
  void writeRest(Timeline timeline, ByteWriter out) {
    aggregate.write(Objects.requireNonNull(windows(timeline).merged[lifetime]), out, 0);
  }

  @Override
  void readRest(Timeline timeline, ByteReader in) {
    Object rest = aggregate.read(in, 0);
    if (lifetime >= 0) {
      windows(timeline).merged[lifetime] = rest;
    }
  }

  @Override
  void index(Timeline timeline, long asOf) {
    clear(timeline, 0, firstTile(timeline));
  }

  /**
   * Where all windows end at the as-of time, a cell that a newer one replaces in each of them is
   * given up.
   */
  @Override
  void beforeWrite(Timeline timeline, int begin) {
    if (scheme.hasOffsets()) {
      return;
    }
    Object newer = null;
    for (int i = timeline.size() - 1; i >= begin; i--) {
      Object cell = cellObject(timeline, i);
      if (cell != null && newer != null && aggregate.replaces(newer, cell)) {
        cellObject(timeline, i, null);
      } else if (cell != null) {
        newer = cell;
      }
    }
  }

  @Override
  void writeCell(Timeline timeline, int tile, ByteWriter out) {
    Object cell = cellObject(timeline, tile);
    out.writeByte(cell == null ? 0 : 1);
    if (cell != null) {
      aggregate.write(cell, out, timeline.start(tile));
    }
  }

  @Override
  void readCell(Timeline timeline, int tile, long start, ByteReader in) {
    cellObject(timeline, tile, in.readByte() == 0 ? null : aggregate.read(in, start));
  }

  /** Most parts hold a value or two; what holds more is a rule of thumb. */
  @Override
  long weight(Timeline timeline) {
    return WEIGHT_OF_PART * (timeline.size() + 2L * windows.length);
  }
}
