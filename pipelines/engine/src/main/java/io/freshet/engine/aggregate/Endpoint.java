package io.freshet.engine.aggregate;

import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import org.jspecify.annotations.Nullable;

/** {@code first} and {@code last}: the value at one end of (event time, canonical order). */
final class Endpoint implements Aggregate<Endpoint.Kept> {

  /** The outermost value so far and its time; without meaning while the value is null. */
  static final class Kept {
    long time;
    @Nullable Object value;
  }

  private final ValueDomain domain;
  private final int direction;

  private Endpoint(ValueDomain domain, int direction) {
    this.domain = domain;
    this.direction = direction;
  }

  static Endpoint first(ValueDomain domain) {
    return new Endpoint(domain, 1);
  }

  static Endpoint last(ValueDomain domain) {
    return new Endpoint(domain, -1);
  }

  @Override
  public Kept create() {
    return new Kept();
  }

  @Override
  public void add(Kept into, long time, @Nullable Object value) {
    if (value != null) {
      offer(into, time, domain.canonical(value));
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

  @Override
  public @Nullable Object result(Kept state) {
    return state.value;
  }

  @Override
  public void write(Kept state, ByteWriter out, long base) {
    Object value = state.value;
    out.writeByte(value == null ? 0 : 1);
    if (value != null) {
      out.writeVarLong(state.time - base);
      domain.write(out, value);
    }
  }

  @Override
  public Kept read(ByteReader in, long base) {
    Kept state = new Kept();
    if (Flags.read(in, 1) != 0) {
      state.time = base + in.readVarLong();
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
