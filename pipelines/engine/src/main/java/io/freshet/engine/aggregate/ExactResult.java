package io.freshet.engine.aggregate;

import io.freshet.defs.plan.AggregateFunction;
import io.freshet.defs.plan.AggregationPlan;
import io.freshet.schemas.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What a function makes of an exact sum of 128 bits. */
public interface ExactResult {

  /**
   * The result; null if its type cannot hold it.
   *
   * @param count how many numbers there are, at least one
   * @param high the sum's upper 64 bits
   * @param low its lower 64 bits
   */
  @Nullable Object of(long count, long high, long low);

  /**
   * For {@code sum} or {@code avg}.
   *
   * @param overflows counts results that the result type cannot hold
   */
  static ExactResult of(AggregationPlan plan, LongAdder overflows) {
    ValueType input = Objects.requireNonNull(plan.inputType());
    if (plan.function() == AggregateFunction.AVG) {
      int scale = input.scale();
      return (count, high, low) ->
          high == low >> 63
              ? ExactSum.average(low, count, scale)
              : ExactSum.average(join(high, low), count, scale);
    }
    return input.kind() == ValueType.Kind.BIGINT
        ? (count, high, low) -> asLong(high, low, overflows)
        : (count, high, low) -> asDecimal(high, low, plan.resultType(), overflows);
  }

  private static @Nullable Object asLong(long high, long low, LongAdder overflows) {
    if (high != low >> 63) {
      overflows.increment();
      return null;
    }
    return low;
  }

  private static @Nullable Object asDecimal(
      long high, long low, ValueType type, LongAdder overflows) {
    if (high == low >> 63) {
      return BigDecimal.valueOf(low, type.scale());
    }
    return ExactSums.asDecimal(join(high, low), type, overflows);
  }

  private static BigInteger join(long high, long low) {
    BigInteger unsigned =
        BigInteger.valueOf(low >>> 1).shiftLeft(1).add(BigInteger.valueOf(low & 1));
    return BigInteger.valueOf(high).shiftLeft(64).add(unsigned);
  }
}
