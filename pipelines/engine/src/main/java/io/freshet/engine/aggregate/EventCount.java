package io.freshet.engine.aggregate;

import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import org.jspecify.annotations.Nullable;

/** {@code count(*)}: how many events there are, whatever they hold. */
class EventCount implements Aggregate<Counter> {

  @Override
  public Counter create() {
    return new Counter();
  }

  @Override
  public void add(Counter into, long time, @Nullable Object value) {
    into.count++;
  }

  @Override
  public final void merge(Counter into, Counter from) {
    into.count += from.count;
  }

  @Override
  public final boolean remove(Counter from, Counter part) {
    from.count -= part.count;
    return true;
  }

  @Override
  public final Object result(Counter state) {
    return state.count;
  }

  @Override
  public final void write(Counter state, ByteWriter out, long base) {
    out.writeUnsigned(state.count);
  }

  @Override
  public final Counter read(ByteReader in, long base) {
    Counter counter = new Counter();
    counter.count = in.readUnsigned();
    return counter;
  }
}
