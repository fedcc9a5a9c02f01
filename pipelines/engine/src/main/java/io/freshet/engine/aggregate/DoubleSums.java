package io.freshet.engine.aggregate;

import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * {@code sum} and {@code avg} of doubles. Nothing is ever subtracted: what leaves a window leaves
 * no error behind.
 */
final class DoubleSums implements Aggregate<DoubleSum> {
  private final ToDoubleFunction<DoubleSum> finish;
  private final LongAdder overflows;

  private DoubleSums(ToDoubleFunction<DoubleSum> finish, LongAdder overflows) {
    this.finish = finish;
    this.overflows = overflows;
  }

  static DoubleSums sums(LongAdder overflows) {
    return new DoubleSums(DoubleSum::total, overflows);
  }

  static DoubleSums averages(LongAdder overflows) {
    return new DoubleSums(DoubleSum::average, overflows);
  }

  @Override
  public DoubleSum create() {
    return new DoubleSum();
  }

  @Override
  public void add(DoubleSum into, long time, @Nullable Object value) {
    if (value != null) {
      into.add((Double) value);
    }
  }

  @Override
  public void merge(DoubleSum into, DoubleSum from) {
    into.add(from);
  }

  @Override
  public boolean remove(DoubleSum from, DoubleSum part) {
    return part.count() == 0;
  }

  @Override
  public @Nullable Object result(DoubleSum state) {
    if (state.count() == 0) {
      return null;
    }
    double value = finish.applyAsDouble(state);
    if (!Double.isFinite(value)) {
      overflows.increment();
      return null;
    }
    return value;
  }

  @Override
  public void write(DoubleSum state, ByteWriter out, long base) {
    state.write(out);
  }

  @Override
  public DoubleSum read(ByteReader in, long base) {
    return DoubleSum.read(in);
  }
}
