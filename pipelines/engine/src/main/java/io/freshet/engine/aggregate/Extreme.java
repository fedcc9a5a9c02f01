package io.freshet.engine.aggregate;

import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import org.jspecify.annotations.Nullable;

/** {@code min} and {@code max}: the value that comes first in one direction of the order. */
final class Extreme implements Aggregate<Extreme.Kept> {

  /** The best value so far; null if there is none. */
  static final class Kept {
    @Nullable Object value;
  }

  private final ValueDomain domain;
  private final int direction;

  private Extreme(ValueDomain domain, int direction) {
    this.domain = domain;
    this.direction = direction;
  }

  static Extreme smallest(ValueDomain domain) {
    return new Extreme(domain, 1);
  }

  static Extreme largest(ValueDomain domain) {
    return new Extreme(domain, -1);
  }

  @Override
  public Kept create() {
    return new Kept();
  }

  @Override
  public void add(Kept into, long time, @Nullable Object value) {
    if (value != null) {
      offer(into, domain.canonical(value));
    }
  }

  @Override
  public void merge(Kept into, Kept from) {
    if (from.value != null) {
      offer(into, from.value);
    }
  }

  /** A part whose best value is not the best of all did not matter. */
  @Override
  public boolean remove(Kept from, Kept part) {
    return part.value == null || (from.value != null && isBefore(from.value, part.value));
  }

  /** A newer part whose best value is as good: it stays in every window for longer. */
  @Override
  public boolean replaces(Kept newer, Kept older) {
    return older.value == null || (newer.value != null && !isBefore(older.value, newer.value));
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
      domain.write(out, value);
    }
  }

  @Override
  public Kept read(ByteReader in, long base) {
    Kept state = new Kept();
    if (Flags.read(in, 1) != 0) {
      state.value = domain.read(in);
    }
    return state;
  }

  private void offer(Kept into, Object value) {
    if (into.value == null || isBefore(value, into.value)) {
      into.value = value;
    }
  }

  private boolean isBefore(Object a, Object b) {
    return domain.compare(a, b) * direction < 0;
  }
}
