package io.freshet.engine.aggregate;

import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import io.freshet.schemas.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code sum} and {@code avg} of decimals of more than 27 digits, exact. A decimal counts as the
 * integer of its digits; all of one aggregation have the same scale.
 */
final class ExactSums implements Aggregate<ExactSum> {
  private final BiConsumer<ExactSum, Object> addend;
  private final Function<ExactSum, @Nullable Object> finish;

  private ExactSums(
      BiConsumer<ExactSum, Object> addend, Function<ExactSum, @Nullable Object> finish) {
    this.addend = addend;
    this.finish = finish;
  }

  static ExactSums ofDecimals(ValueType result, LongAdder overflows) {
    return new ExactSums(
        decimals(result.scale()), sum -> asDecimal(sum.total(), result, overflows));
  }

  static ExactSums averageOfDecimals(int scale) {
    return new ExactSums(decimals(scale), sum -> sum.average(scale));
  }

  @Override
  public ExactSum create() {
    return new ExactSum();
  }

  @Override
  public void add(ExactSum into, long time, @Nullable Object value) {
    if (value != null) {
      addend.accept(into, value);
    }
  }

  @Override
  public void merge(ExactSum into, ExactSum from) {
    into.add(from);
  }

  @Override
  public boolean remove(ExactSum from, ExactSum part) {
    from.subtract(part);
    return true;
  }

  @Override
  public @Nullable Object result(ExactSum state) {
    return state.count() == 0 ? null : finish.apply(state);
  }

  @Override
  public void write(ExactSum state, ByteWriter out, long base) {
    state.write(out);
  }

  @Override
  public ExactSum read(ByteReader in, long base) {
    return ExactSum.read(in);
  }

  private static BiConsumer<ExactSum, Object> decimals(int scale) {
    return (sum, value) -> sum.add(((BigDecimal) value).setScale(scale).unscaledValue());
  }

  static @Nullable Object asDecimal(BigInteger total, ValueType result, LongAdder overflows) {
    BigDecimal value = new BigDecimal(total, result.scale());
    if (value.precision() > result.precision()) {
      overflows.increment();
      return null;
    }
    return value;
  }
}
