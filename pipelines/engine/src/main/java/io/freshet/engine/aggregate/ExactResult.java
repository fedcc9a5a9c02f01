package io.freshet.engine.aggregate;

import io.freshet.defs.plan.AggregateFunction;
import io.freshet.defs.plan.AggregationPlan;
import io.freshet.schemas.RowSink;
import io.freshet.schemas.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What {@code sum} and {@code avg} make of an exact sum of integers, or of decimals' digits. */
public interface ExactResult {

  /**
   * Tells the result.
   *
   * @param count how many numbers there are, at least one
   * @param low the sum, or a part of it
   * @param carried the rest of it; null if there is none
   * @return false if its type cannot hold it, and nothing was told
   */
  boolean tell(long count, long low, @Nullable BigInteger carried, RowSink out);

  /**
   * For {@code sum} or {@code avg}.
   *
   * @param overflows counts results that the result type cannot hold
   */
  static ExactResult of(AggregationPlan plan, LongAdder overflows) {
    ValueType input = Objects.requireNonNull(plan.inputType());
    if (plan.function() == AggregateFunction.AVG) {
      return (count, low, carried, out) -> {
        out.takeDouble(
            carried == null
                ? ExactAverage.of(low, count, input.scale())
                : ExactAverage.of(total(low, carried), count, input.scale()));
        return true;
      };
    }
    return input.kind() == ValueType.Kind.BIGINT
        ? (count, low, carried, out) -> tellLong(low, carried, overflows, out)
        : (count, low, carried, out) -> tellDecimal(low, carried, plan, overflows, out);
  }

  private static boolean tellLong(
      long low, @Nullable BigInteger carried, LongAdder overflows, RowSink out) {
    if (carried == null) {
      out.takeLong(low);
      return true;
    }
    BigInteger total = total(low, carried);
    if (!Digits.fit(total)) {
      overflows.increment();
      return false;
    }
    out.takeLong(total.longValue());
    return true;
  }

  private static boolean tellDecimal(
      long low,
      @Nullable BigInteger carried,
      AggregationPlan plan,
      LongAdder overflows,
      RowSink out) {
    if (carried == null) {
      out.takeUnscaled(low);
      return true;
    }
    BigDecimal sum = new BigDecimal(total(low, carried), plan.resultType().scale());
    if (sum.precision() > plan.resultType().precision()) {
      overflows.increment();
      return false;
    }
    out.takeValue(sum);
    return true;
  }

  private static BigInteger total(long low, BigInteger carried) {
    return carried.add(BigInteger.valueOf(low));
  }
}
