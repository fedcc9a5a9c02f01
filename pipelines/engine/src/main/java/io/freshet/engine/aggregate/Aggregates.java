package io.freshet.engine.aggregate;

import io.freshet.defs.plan.AggregationPlan;
import io.freshet.schemas.ValueType;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Which class computes which function. */
public final class Aggregates {
  private Aggregates() {}

  /**
   * The function that {@code plan} names, for its types. Counts, and exact sums, are no objects:
   * their timelines hold them.
   *
   * @param overflows counts results that the result type cannot hold
   * @throws IllegalArgumentException if the function does not take values of that type
   */
  @SuppressWarnings("unchecked") // whoever holds it passes back only what it created
  public static Aggregate<Object> of(AggregationPlan plan, LongAdder overflows) {
    return (Aggregate<Object>) ofValues(plan, inputType(plan), overflows);
  }

  private static Aggregate<?> ofValues(AggregationPlan plan, ValueType type, LongAdder overflows) {
    return switch (plan.function()) {
      case COUNT -> throw new IllegalArgumentException("counts have no partial aggregates");
      case SUM -> sum(type, overflows);
      case AVG -> average(type, overflows);
      case MIN -> Extreme.smallest(ValueDomain.of(type));
      case MAX -> Extreme.largest(ValueDomain.of(type));
      case FIRST -> Extreme.first(ValueDomain.of(type));
      case LAST -> Extreme.last(ValueDomain.of(type));
      case FIRST_N -> Extremes.first(ValueDomain.of(type), limit(plan));
      case LAST_N -> Extremes.last(ValueDomain.of(type), limit(plan));
      case LAST_DISTINCT_N -> Extremes.lastDistinct(ValueDomain.of(type), limit(plan));
      case COUNT_DISTINCT -> new DistinctCount(ValueDomain.of(type));
      case APPROX_COUNT_DISTINCT -> new DistinctSketch(ValueDomain.of(type));
      case APPROX_PERCENTILE -> new Percentile(plan.options().percentile(), real(type));
      case TOP_K -> new TopValues(ValueDomain.of(type), limit(plan));
      case VARIANCE -> Variance.variance(type, plan.options().spread(), overflows);
      case STDDEV -> Variance.deviation(type, plan.options().spread(), overflows);
      case HISTOGRAM -> new Histogram(ValueDomain.of(type), limit(plan));
    };
  }

  private static Aggregate<?> sum(ValueType type, LongAdder overflows) {
    return switch (type.kind()) {
      case DOUBLE -> DoubleSums.sums(overflows);
      case BOOLEAN, BIGINT, DECIMAL, STRING, TIMESTAMP, DATE, ARRAY, COUNTS ->
          throw notANumber(type);
    };
  }

  private static Aggregate<?> average(ValueType type, LongAdder overflows) {
    return switch (type.kind()) {
      case DOUBLE -> DoubleSums.averages(overflows);
      case BOOLEAN, BIGINT, DECIMAL, STRING, TIMESTAMP, DATE, ARRAY, COUNTS ->
          throw notANumber(type);
    };
  }

  /** How a value becomes a double. */
  static ToDoubleFunction<Object> real(ValueType type) {
    return switch (type.kind()) {
      case BIGINT -> value -> ((Long) value).doubleValue();
      case DECIMAL -> value -> ((BigDecimal) value).doubleValue();
      case DOUBLE -> value -> (Double) value;
      case BOOLEAN, STRING, TIMESTAMP, DATE, ARRAY, COUNTS -> throw notANumber(type);
    };
  }

  private static int limit(AggregationPlan plan) {
    int limit = plan.options().limit();
    if (limit < 1) {
      throw new IllegalArgumentException(plan.function().label() + " of " + limit + " values");
    }
    return limit;
  }

  private static ValueType inputType(AggregationPlan plan) {
    @Nullable ValueType type = plan.inputType();
    return Objects.requireNonNull(type, "an aggregation with an input has an input type");
  }

  private static IllegalArgumentException notANumber(ValueType type) {
    return new IllegalArgumentException("values of type " + type + " are no numbers");
  }
}
