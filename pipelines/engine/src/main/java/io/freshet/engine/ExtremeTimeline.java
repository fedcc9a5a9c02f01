package io.freshet.engine;

import io.freshet.engine.aggregate.Ordinals;
import io.freshet.engine.aggregate.ValueDomain;
import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import io.freshet.schemas.MalformedRowException;
import io.freshet.schemas.RowSink;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code min} and {@code max} of numbers and times. Cells and totals are {@link Ordinals} as
 * unsigned longs; those of {@code min} are turned round, so that the largest is always wanted.
 */
final class ExtremeTimeline extends Timeline {
  /** Of a cell or window without values: less than any. */
  private static final long NONE = 0;

  /** Of a window that must be looked through again: more than any. */
  private static final long UNKNOWN = -1;

  private final Ordinals ordinals;
  private final ValueDomain domain;
  private final boolean smallest;

  /** By tile the values that the ordinals cannot tell; null while there are none. */
  private @Nullable Object @Nullable [] ends;

  /** The same by window. */
  private @Nullable Object @Nullable [] endsOfWindows;

  private boolean hasEvents;

  /**
   * @param smallest whether the smallest value is wanted, not the largest
   */
  ExtremeTimeline(TileScheme scheme, Ordinals ordinals, ValueDomain domain, boolean smallest) {
    super(scheme, 1, 1);
    this.ordinals = ordinals;
    this.domain = domain;
    this.smallest = smallest;
  }

  @Override
  void growObjects(int capacity) {
    if (ends != null) {
      ends = Arrays.copyOf(ends, capacity);
    }
  }

  @Override
  void shiftObjects(int from, int to, int count) {
    if (ends != null) {
      System.arraycopy(ends, from, ends, to, count);
    }
  }

  @Override
  void clearObjects(int tile) {
    if (ends != null) {
      ends[tile] = null;
    }
  }

  @Override
  void merge(int into, int from) {
    offerToCell(into, ordinal(from), end(from));
  }

  @Override
  void put(int tile, long time, @Nullable Object value, long asOf) {
    hasEvents = true;
    if (value == null) {
      return;
    }
    long ordinal = turned(ordinals.of(value));
    Object end = Ordinals.isEnd(ordinal) ? domain.canonical(value) : null;
    if (tile >= 0) {
      offerToCell(tile, ordinal, end);
    }
    if (time == asOf) {
      for (int window : scheme.withoutOffset()) {
        offerToWindow(window, ordinal, end);
      }
    } else {
      for (int window = 0; window < scheme.windowCount(); window++) {
        if (scheme.covers(window, time, asOf)) {
          offerToWindow(window, ordinal, end);
        }
      }
    }
  }

  /** A value as good as the window's may have been it. */
  @Override
  void leave(int window, int begin, int end) {
    long best = numbers[totals(0) + window];
    for (int i = begin; i < end; i++) {
      if (best != NONE && ordinal(i) == best) {
        numbers[totals(0) + window] = UNKNOWN;
        return;
      }
    }
  }

  @Override
  void enter(int window, int begin, int end) {
    for (int i = begin; i < end; i++) {
      offerToWindow(window, ordinal(i), end(i));
    }
  }

  @Override
  boolean result(int window, long asOf, RowSink out) {
    if (numbers[totals(0) + window] == UNKNOWN) {
      numbers[totals(0) + window] = NONE;
      enter(window, first(window), end(window, asOf));
    }
    long best = numbers[totals(0) + window];
    if (best == NONE) {
      return false;
    }
    ordinals.tell(turned(best), endOfWindow(window, best), out);
    return true;
  }

  @Override
  boolean hasRest() {
    return scheme.lifetime() >= 0 && hasEvents;
  }

  @Override
  void writeRest(ByteWriter out) {
    int lifetime = scheme.lifetime();
    long best = numbers[totals(0) + lifetime];
    write(out, best, endOfWindow(lifetime, best));
  }

  @Override
  void readRest(ByteReader in) {
    forgetTotals();
    long ordinal = readOrdinal(in);
    Object end = Ordinals.isEnd(ordinal) ? domain.read(in) : null;
    if (scheme.lifetime() >= 0) {
      offerToWindow(scheme.lifetime(), ordinal, end);
    }
  }

  @Override
  void withoutRest() {
    forgetTotals();
    if (scheme.lifetime() >= 0) {
      enter(scheme.lifetime(), 0, size());
    }
  }

  private void forgetTotals() {
    hasEvents = true;
    for (int window : scheme.bounded()) {
      numbers[totals(0) + window] = UNKNOWN;
    }
  }

  /** Where all windows end at the as-of time, a newer value as good stays in each for longer. */
  @Override
  void beforeWrite() {
    if (scheme.hasOffsets()) {
      return;
    }
    int newer = size() - 1;
    for (int i = newer - 1; i >= 0; i--) {
      if (isBetter(ordinal(i), end(i), ordinal(newer), end(newer))) {
        newer = i;
      } else {
        numbers[cell(i)] = NONE;
        clearObjects(i);
      }
    }
  }

  @Override
  void writeCell(int tile, ByteWriter out) {
    write(out, ordinal(tile), end(tile));
  }

  @Override
  void readCell(int tile, long start, ByteReader in) {
    long ordinal = readOrdinal(in);
    offerToCell(tile, ordinal, Ordinals.isEnd(ordinal) ? domain.read(in) : null);
  }

  /** A byte: 0 for no value, 1 for an ordinal, 2 and 3 for values before and after all of them. */
  private void write(ByteWriter out, long ordinal, @Nullable Object end) {
    if (ordinal == NONE) {
      out.writeByte(0);
    } else if (end == null) {
      out.writeByte(1);
      ordinals.write(out, turned(ordinal));
    } else {
      out.writeByte(turned(ordinal) > 0 ? 2 : 3);
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

  private long ordinal(int tile) {
    return numbers[cell(tile)];
  }

  private @Nullable Object end(int tile) {
    return ends == null ? null : ends[tile];
  }

  private @Nullable Object endOfWindow(int window, long ordinal) {
    return endsOfWindows == null || !Ordinals.isEnd(ordinal) ? null : endsOfWindows[window];
  }

  private void offerToCell(int tile, long ordinal, @Nullable Object end) {
    if (!isBetter(ordinal, end, ordinal(tile), end(tile))) {
      return;
    }
    numbers[cell(tile)] = ordinal;
    if (end != null && ends == null) {
      ends = new @Nullable Object[capacity()];
    }
    if (ends != null) {
      ends[tile] = end;
    }
  }

  private void offerToWindow(int window, long ordinal, @Nullable Object end) {
    long best = numbers[totals(0) + window];
    if (best == UNKNOWN || !isBetter(ordinal, end, best, endOfWindow(window, best))) {
      return;
    }
    numbers[totals(0) + window] = ordinal;
    if (end != null && endsOfWindows == null) {
      endsOfWindows = new @Nullable Object[scheme.windowCount()];
    }
    if (endsOfWindows != null) {
      endsOfWindows[window] = end;
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
