package io.freshet.engine.aggregate;

import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import java.math.BigDecimal;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * {@code approx_percentile}: the smallest value of which at least that share of all values is no
 * larger; of a share of 0 the smallest value. Values count as doubles.
 *
 * <p>Exact up to {@value Quantiles#MOST_EXACT} values. Beyond, the share of the values that are no
 * larger than the result is off by at most 1.33 % of all, with 99 % confidence; which value it is
 * then depends on chance as well.
 */
final class Percentile implements Aggregate<Quantiles> {
  private final BigDecimal share;
  private final ToDoubleFunction<Object> real;

  /**
   * A percentile.
   *
   * @param share in [0, 1]
   * @param real a value as a double, finite
   */
  Percentile(double share, ToDoubleFunction<Object> real) {
    this.share = BigDecimal.valueOf(share);
    this.real = real;
  }

  @Override
  public Quantiles create() {
    return new Quantiles();
  }

  @Override
  public void add(Quantiles into, long time, @Nullable Object value) {
    if (value != null) {
      into.add(real.applyAsDouble(value) + 0.0);
    }
  }

  @Override
  public void merge(Quantiles into, Quantiles from) {
    into.add(from);
  }

  @Override
  public boolean remove(Quantiles from, Quantiles part) {
    return part.isEmpty();
  }

  @Override
  public @Nullable Object result(Quantiles state) {
    return state.isEmpty() ? null : state.quantile(share);
  }

  @Override
  public void write(Quantiles state, ByteWriter out, long base) {
    state.write(out);
  }

  @Override
  public Quantiles read(ByteReader in, long base) {
    return Quantiles.read(in);
  }
}
