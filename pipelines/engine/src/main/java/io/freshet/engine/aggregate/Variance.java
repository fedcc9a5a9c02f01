package io.freshet.engine.aggregate;

import io.freshet.defs.plan.FunctionOptions.Spread;
import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import io.freshet.schemas.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * {@code variance} and {@code stddev}: {@code (n sum(x^2) - sum(x)^2) / (n d)} and its root, where
 * {@code d} is {@code n - 1} for a sample and {@code n} for the population. Computed exactly and
 * rounded once: the double nearest to the true value. NULL where {@code d} is 0 or the result is
 * too large for a double, which is counted.
 */
final class Variance implements Aggregate<Moments> {
  private final BiConsumer<Moments, Object> addend;
  private final Spread spread;
  private final boolean root;

  /** What squares of the integers that are added up are to be divided by. */
  private final BigInteger unit;

  private final LongAdder overflows;

  private Variance(ValueType type, Spread spread, boolean root, LongAdder overflows) {
    this.addend = addend(type);
    this.spread = spread;
    this.root = root;
    this.unit = BigInteger.TEN.pow(2 * type.scale());
    this.overflows = overflows;
  }

  static Variance variance(ValueType type, Spread spread, LongAdder overflows) {
    return new Variance(type, spread, false, overflows);
  }

  static Variance deviation(ValueType type, Spread spread, LongAdder overflows) {
    return new Variance(type, spread, true, overflows);
  }

  @Override
  public Moments create() {
    return new Moments();
  }

  @Override
  public void add(Moments into, long time, @Nullable Object value) {
    if (value != null) {
      addend.accept(into, value);
    }
  }

  @Override
  public void merge(Moments into, Moments from) {
    into.add(from);
  }

  @Override
  public boolean remove(Moments from, Moments part) {
    from.subtract(part);
    return true;
  }

  @Override
  public @Nullable Object result(Moments state) {
    long count = state.count();
    long divisor = spread == Spread.SAMPLE ? count - 1 : count;
    if (divisor <= 0) {
      return null;
    }
    BigInteger denominator =
        BigInteger.valueOf(count).multiply(BigInteger.valueOf(divisor)).multiply(unit);
    Quotient exact = new Quotient(state.deviation(), denominator, state.deviationExponent());
    double value = root ? exact.root() : exact.value();
    if (!Double.isFinite(value)) {
      overflows.increment();
      return null;
    }
    return value;
  }

  @Override
  public void write(Moments state, ByteWriter out, long base) {
    state.write(out);
  }

  @Override
  public Moments read(ByteReader in, long base) {
    return Moments.read(in);
  }

  private static BiConsumer<Moments, Object> addend(ValueType type) {
    return switch (type.kind()) {
      case BIGINT -> (into, value) -> into.add(BigInteger.valueOf((Long) value));
      case DECIMAL ->
          (into, value) -> into.add(((BigDecimal) value).setScale(type.scale()).unscaledValue());
      case DOUBLE -> (into, value) -> into.add(((Double) value).doubleValue());
      case BOOLEAN, STRING, TIMESTAMP, DATE, ARRAY, COUNTS ->
          throw new IllegalArgumentException("values of type " + type + " have no variance");
    };
  }
}
