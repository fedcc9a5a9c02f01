package io.freshet.engine.aggregate;

import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import org.jspecify.annotations.Nullable;

/**
 * {@code min} and {@code max}: the value at one end of the canonical order; {@code first} and
 * {@code last}: the one at an end of (event time, canonical order).
 */
final class Extreme implements Aggregate<Extreme.Kept> {

  /** The outermost value so far; null if there is none. Its time is 0 where time does not count. */
  static final class Kept {
    long time;
    @Nullable Object value;
  }

  private final ValueDomain domain;
  private final int direction;
  private final boolean byTime;

  private Extreme(ValueDomain domain, int direction, boolean byTime) {
    this.domain = domain;
    this.direction = direction;
    this.byTime = byTime;
  }

  static Extreme smallest(ValueDomain domain) {
    return new Extreme(domain, 1, false);
  }

  static Extreme largest(ValueDomain domain) {
    return new Extreme(domain, -1, false);
  }

  static Extreme first(ValueDomain domain) {
    return new Extreme(domain, 1, true);
  }

  static Extreme last(ValueDomain domain) {
    return new Extreme(domain, -1, true);
  }

  @Override
  public Kept create() {
    return new Kept();
  }

  @Override
  public void add(Kept into, long time, @Nullable Object value) {
    if (value != null) {
      offer(into, byTime ? time : 0, domain.canonical(value));
    }
  }

  @Override
  public void merge(Kept into, Kept from) {
    if (from.value != null) {
      offer(into, from.time, from.value);
    }
  }

  /** A part whose end is not the end of all did not matter. */
  @Override
  public boolean remove(Kept from, Kept part) {
    return part.value == null
        || (from.value != null && isBefore(from.time, from.value, part.time, part.value));
  }

  /** A newer part whose end is as good: it stays in every window for longer. */
  @Override
  public boolean replaces(Kept newer, Kept older) {
    return older.value == null
        || (newer.value != null && !isBefore(older.time, older.value, newer.time, newer.value));
  }

  @Override
  public @Nullable Object result(Kept state) {
    return state.value;
  }

  @Override
  public void write(Kept state, ByteWriter out, long base) {
    Object value = state.value;
    out.writeByte(value == null ? 0 : 1);
    if (value != null) {
      if (byTime) {
        out.writeVarLong(state.time - base);
      }
      domain.write(out, value);
    }
  }

  @Override
  public Kept read(ByteReader in, long base) {
    Kept state = new Kept();
    if (Flags.read(in, 1) != 0) {
      state.time = byTime ? base + in.readVarLong() : 0;
      state.value = domain.read(in);
    }
    return state;
  }

  private void offer(Kept into, long time, Object value) {
    if (into.value == null || isBefore(time, value, into.time, into.value)) {
      into.time = time;
      into.value = value;
    }
  }

  private boolean isBefore(long timeA, Object a, long timeB, Object b) {
    int order = Long.compare(timeA, timeB);
    return (order != 0 ? order : domain.compare(a, b)) * direction < 0;
  }
}
