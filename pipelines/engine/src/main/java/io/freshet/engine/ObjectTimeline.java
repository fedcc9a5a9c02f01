package io.freshet.engine;

import io.freshet.engine.aggregate.Aggregate;
import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import io.freshet.schemas.RowSink;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Any function, by its partial aggregates: one object a tile. A window's merged value and its
 * result are made when first asked for. They follow a new event and a tile that enters or leaves;
 * where the function cannot take a leaving tile out, the window is merged anew when it is next
 * asked for.
 */
final class ObjectTimeline extends Timeline {
  private static final long WEIGHT_OF_CELL = 100;

  private final Aggregate<Object> aggregate;
  private @Nullable Object[] cells;

  /** What each window comes to; null: not known. That of lifetime is always known. */
  private final @Nullable Object[] merged;

  private final @Nullable Object[] results;
  private final boolean[] isResultKnown;
  private boolean hasEvents;

  ObjectTimeline(TileScheme scheme, Aggregate<Object> aggregate) {
    super(scheme, 0, 0);
    this.cells = new @Nullable Object[capacity()];
    this.aggregate = aggregate;
    int windows = scheme.windowCount();
    this.merged = new @Nullable Object[windows];
    this.results = new @Nullable Object[windows];
    this.isResultKnown = new boolean[windows];
    if (scheme.lifetime() >= 0) {
      merged[scheme.lifetime()] = aggregate.create();
    }
  }

  @Override
  void growObjects(int capacity) {
    cells = Arrays.copyOf(cells, capacity);
  }

  @Override
  void shiftObjects(int from, int to, int count) {
    System.arraycopy(cells, from, cells, to, count);
  }

  @Override
  void clearObjects(int tile) {
    cells[tile] = null;
  }

  @Override
  void merge(int into, int from) {
    Object added = cells[from];
    if (cells[into] == null) {
      cells[into] = added;
    } else if (added != null) {
      aggregate.merge(Objects.requireNonNull(cells[into]), added);
    }
  }

  @Override
  void put(int tile, long time, @Nullable Object value, long asOf) {
    hasEvents = true;
    if (value == null) {
      return;
    }
    if (tile >= 0) {
      Object cell = cells[tile];
      if (cell == null) {
        cell = aggregate.create();
        cells[tile] = cell;
      }
      aggregate.add(cell, time, value);
    }
    if (time == asOf) {
      for (int window : scheme.withoutOffset()) {
        putInto(window, time, value);
      }
    } else {
      for (int window = 0; window < merged.length; window++) {
        if (scheme.covers(window, time, asOf)) {
          putInto(window, time, value);
        }
      }
    }
  }

  private void putInto(int window, long time, Object value) {
    isResultKnown[window] = false;
    Object state = merged[window];
    if (state != null) {
      aggregate.add(state, time, value);
    }
  }

  @Override
  void leave(int window, int begin, int end) {
    for (int i = begin; i < end; i++) {
      Object part = cells[i];
      if (part != null) {
        isResultKnown[window] = false;
        Object state = merged[window];
        if (state != null && !aggregate.remove(state, part)) {
          merged[window] = null;
        }
      }
    }
  }

  @Override
  void enter(int window, int begin, int end) {
    for (int i = begin; i < end; i++) {
      Object part = cells[i];
      if (part != null) {
        isResultKnown[window] = false;
        Object state = merged[window];
        if (state != null) {
          aggregate.merge(state, part);
        }
      }
    }
  }

  @Override
  boolean result(int window, long asOf, RowSink out) {
    if (!isResultKnown[window]) {
      if (merged[window] == null) {
        merged[window] = aggregate.create();
        enter(window, first(window), end(window, asOf));
      }
      results[window] = aggregate.result(Objects.requireNonNull(merged[window]));
      isResultKnown[window] = true;
    }
    Object result = results[window];
    if (result != null) {
      out.takeValue(result);
    }
    return result != null;
  }

  /** Most cells hold a value or two; what holds more is a rule of thumb. */
  @Override
  long weightOfObjects() {
    return WEIGHT_OF_CELL * (cells.length + 2L * merged.length);
  }

  @Override
  boolean hasRest() {
    return scheme.lifetime() >= 0 && hasEvents;
  }

  @Override
  void writeRest(ByteWriter out) {
    aggregate.write(Objects.requireNonNull(merged[scheme.lifetime()]), out, 0);
  }

  @Override
  void readRest(ByteReader in) {
    hasEvents = true;
    Object rest = aggregate.read(in, 0);
    if (scheme.lifetime() >= 0) {
      merged[scheme.lifetime()] = rest;
    }
  }

  @Override
  void withoutRest() {
    hasEvents = true;
    if (scheme.lifetime() >= 0) {
      enter(scheme.lifetime(), 0, size());
    }
  }

  /**
   * Where all windows end at the as-of time, a cell that a newer one replaces in each of them is
   * given up.
   */
  @Override
  void beforeWrite() {
    if (scheme.hasOffsets()) {
      return;
    }
    Object newer = null;
    for (int i = size() - 1; i >= 0; i--) {
      Object cell = cells[i];
      if (cell != null && newer != null && aggregate.replaces(newer, cell)) {
        cells[i] = null;
      } else if (cell != null) {
        newer = cell;
      }
    }
  }

  @Override
  void writeCell(int tile, ByteWriter out) {
    Object cell = cells[tile];
    out.writeByte(cell == null ? 0 : 1);
    if (cell != null) {
      aggregate.write(cell, out, start(tile));
    }
  }

  @Override
  void readCell(int tile, long start, ByteReader in) {
    cells[tile] = in.readByte() == 0 ? null : aggregate.read(in, start);
  }
}
