package io.freshet.engine;

import io.freshet.engine.aggregate.Ordinals;
import io.freshet.engine.aggregate.ValueDomain;
import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import io.freshet.schemas.MalformedRowException;
import io.freshet.schemas.RowSink;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code min} and {@code max} of numbers and times. Cells and totals are {@link Ordinals} as
 * unsigned longs; those of {@code min} are turned round, so that the largest is always wanted. A
 * value that its ordinal cannot tell is the object beside it.
 */
final class ExtremeColumn extends Column {
  /** Of a cell or window without values: less than any. */
  private static final long NONE = 0;

  /** Of a window that must be looked through again: more than any. */
  private static final long UNKNOWN = -1;

  private final Ordinals ordinals;
  private final ValueDomain domain;
  private final boolean smallest;

  /**
   * @param smallest whether the smallest value is wanted, not the largest
   */
  ExtremeColumn(
      TileScheme scheme,
      List<Integer> windows,
      Ordinals ordinals,
      ValueDomain domain,
      boolean smallest) {
    super(scheme, windows);
    this.ordinals = ordinals;
    this.domain = domain;
    this.smallest = smallest;
  }

  @Override
  int numberCount() {
    return windows.length;
  }

  @Override
  int cellSize() {
    return 1;
  }

  @Override
  void merge(Timeline timeline, int into, int from) {
    offerToCell(timeline, into, ordinal(timeline, from), end(timeline, from));
  }

  @Override
  void put(Timeline timeline, int tile, long time, @Nullable Object value, long asOf) {
    if (value == null) {
      return;
    }
    long ordinal = turned(ordinals.of(value));
    Object end = Ordinals.isEnd(ordinal) ? domain.canonical(value) : null;
    if (tile >= 0) {
      offerToCell(timeline, tile, ordinal, end);
    }
    if (time == asOf) {
      for (int window : withoutOffset) {
        offerToWindow(timeline, window, ordinal, end);
      }
    } else {
      for (int window = 0; window < windows.length; window++) {
        if (covers(window, time, asOf)) {
          offerToWindow(timeline, window, ordinal, end);
        }
      }
    }
  }

  /** A value as good as the window's may have been it. */
  @Override
  void leave(Timeline timeline, int window, int begin, int end) {
    long best = best(timeline, window);
    for (int i = begin; i < end; i++) {
      if (best != NONE && ordinal(timeline, i) == best) {
        timeline.numbers[number(window)] = UNKNOWN;
        return;
      }
    }
  }

  @Override
  void enter(Timeline timeline, int window, int begin, int end) {
    for (int i = begin; i < end; i++) {
      offerToWindow(timeline, window, ordinal(timeline, i), end(timeline, i));
    }
  }

  @Override
  boolean result(Timeline timeline, int window, long asOf, RowSink out) {
    if (best(timeline, window) == UNKNOWN) {
      timeline.numbers[number(window)] = NONE;
      enter(timeline, window, first(timeline, window), end(timeline, window, asOf));
    }
    long best = best(timeline, window);
    if (best == NONE) {
      return false;
    }
    ordinals.tell(turned(best), endOfWindow(timeline, window, best), out);
    return true;
  }

  @Override
  void writeRest(Timeline timeline, ByteWriter out) {
    long best = best(timeline, lifetime);
    write(out, best, endOfWindow(timeline, lifetime, best));
  }

  @Override
  void readRest(Timeline timeline, ByteReader in) {
    long ordinal = readOrdinal(in);
    Object end = Ordinals.isEnd(ordinal) ? domain.read(in) : null;
    if (lifetime >= 0) {
      offerToWindow(timeline, lifetime, ordinal, end);
    }
  }

  @Override
  void index(Timeline timeline, long asOf) {
    for (int window : bounded) {
      timeline.numbers[number(window)] = UNKNOWN;
    }
  }

  /** Where all windows end at the as-of time, a newer value as good stays in each for longer. */
  @Override
  void beforeWrite(Timeline timeline, int begin) {
    if (scheme.hasOffsets()) {
      return;
    }
    int newer = timeline.size() - 1;
    for (int i = newer - 1; i >= begin; i--) {
      long ordinal = ordinal(timeline, i);
      if (isBetter(ordinal, end(timeline, i), ordinal(timeline, newer), end(timeline, newer))) {
        newer = i;
      } else {
        timeline.numbers[cell(timeline, i)] = NONE;
        cellObject(timeline, i, null);
      }
    }
  }

  @Override
  void writeCell(Timeline timeline, int tile, ByteWriter out) {
    write(out, ordinal(timeline, tile), end(timeline, tile));
  }

  @Override
  void readCell(Timeline timeline, int tile, long start, ByteReader in) {
    long ordinal = readOrdinal(in);
    Object end = Ordinals.isEnd(ordinal) ? domain.read(in) : null;
    offerToCell(timeline, tile, ordinal, end);
  }

  /** A byte: 0 for no value, 1 for an ordinal, 2 and 3 for values before and after all of them. */
  private void write(ByteWriter out, long ordinal, @Nullable Object end) {
    if (ordinal == NONE) {
      out.writeByte(0);
    } else if (end == null) {
      out.writeByte(1);
      ordinals.write(out, turned(ordinal));
    } else {
      out.writeByte(turned(ordinal) == Ordinals.FIRST ? 2 : 3);
      domain.write(out, end);
    }
  }

  private long readOrdinal(ByteReader in) {
    int form = in.readByte();
    long ordinal =
        switch (form) {
          case 0 -> NONE;
          case 1 -> ordinals.read(in);
          case 2 -> Ordinals.FIRST;
          case 3 -> Ordinals.LAST;
          default -> UNKNOWN;
        };
    boolean isNumber = ordinal != NONE && ordinal != UNKNOWN && !Ordinals.isEnd(ordinal);
    if (ordinal == UNKNOWN || (form == 1 && !isNumber)) {
      throw new MalformedRowException("a number of form " + form);
    }
    return turned(ordinal);
  }

  private long ordinal(Timeline timeline, int tile) {
    return timeline.numbers[cell(timeline, tile)];
  }

  private @Nullable Object end(Timeline timeline, int tile) {
    return cellObject(timeline, tile);
  }

  private long best(Timeline timeline, int window) {
    return timeline.numbers[number(window)];
  }

  private @Nullable Object endOfWindow(Timeline timeline, int window, long ordinal) {
    @Nullable Object[] ends = Ordinals.isEnd(ordinal) ? ends(timeline) : null;
    return ends == null ? null : ends[window];
  }

  /** By window the values that its ordinals cannot tell; null while there are none. */
  private @Nullable Object @Nullable [] ends(Timeline timeline) {
    return (@Nullable Object @Nullable []) object(timeline);
  }

  private void offerToCell(Timeline timeline, int tile, long ordinal, @Nullable Object end) {
    if (isBetter(ordinal, end, ordinal(timeline, tile), end(timeline, tile))) {
      timeline.numbers[cell(timeline, tile)] = ordinal;
      cellObject(timeline, tile, end);
    }
  }

  private void offerToWindow(Timeline timeline, int window, long ordinal, @Nullable Object end) {
    long best = best(timeline, window);
    if (best == UNKNOWN || !isBetter(ordinal, end, best, endOfWindow(timeline, window, best))) {
      return;
    }
    timeline.numbers[number(window)] = ordinal;
    @Nullable Object[] ends = ends(timeline);
    if (end != null && ends == null) {
      ends = new @Nullable Object[windows.length];
      object(timeline, ends);
    }
    if (ends != null) {
      ends[window] = end;
    }
  }

  private boolean isBetter(long a, @Nullable Object endOfA, long b, @Nullable Object endOfB) {
    if (a != b || endOfA == null) {
      return Long.compareUnsigned(a, b) > 0;
    }
    int order = domain.compare(endOfA, Objects.requireNonNull(endOfB));
    return smallest ? order < 0 : order > 0;
  }

  private long turned(long ordinal) {
    return smallest && ordinal != NONE ? ~ordinal : ordinal;
  }
}
