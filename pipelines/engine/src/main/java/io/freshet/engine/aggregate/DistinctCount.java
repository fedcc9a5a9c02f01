package io.freshet.engine.aggregate;

import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import io.freshet.schemas.MalformedRowException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code count_distinct}, exact: the set of values. */
final class DistinctCount implements Aggregate<Set<Object>> {
  private final ValueDomain domain;

  DistinctCount(ValueDomain domain) {
    this.domain = domain;
  }

  @Override
  public Set<Object> create() {
    return new LinkedHashSet<>();
  }

  @Override
  public void add(Set<Object> into, long time, @Nullable Object value) {
    if (value != null) {
      into.add(domain.canonical(value));
    }
  }

  @Override
  public void merge(Set<Object> into, Set<Object> from) {
    into.addAll(from);
  }

  /** Whether a value is also in another part is not known. */
  @Override
  public boolean remove(Set<Object> from, Set<Object> part) {
    return part.isEmpty();
  }

  @Override
  public Object result(Set<Object> state) {
    return (long) state.size();
  }

  @Override
  public void write(Set<Object> state, ByteWriter out, long base) {
    out.writeUnsigned(state.size());
    for (Object value : state) {
      domain.write(out, value);
    }
  }

  @Override
  public Set<Object> read(ByteReader in, long base) {
    int size = in.readCount();
    Set<Object> state = create();
    for (int i = 0; i < size; i++) {
      if (!state.add(domain.read(in))) {
        throw new MalformedRowException("a set with the same value twice");
      }
    }
    return state;
  }
}
