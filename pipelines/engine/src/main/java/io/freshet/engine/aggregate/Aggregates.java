package io.freshet.engine.aggregate;

import io.freshet.defs.plan.AggregationPlan;
import io.freshet.schemas.ValueType;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Which class computes which function. */
public final class Aggregates {
  private Aggregates() {}

  /**
   * The function that {@code plan} names, for its types.
   *
   * @param overflows counts results that the result type cannot hold
   * @throws IllegalArgumentException if the function does not take values of that type
   */
  @SuppressWarnings("unchecked") // whoever holds it passes back only what it created
  public static Aggregate<Object> of(AggregationPlan plan, LongAdder overflows) {
    return (Aggregate<Object>)
        (plan.input() < 0 ? ofEvents(plan) : ofValues(plan, inputType(plan), overflows));
  }

  private static Aggregate<?> ofEvents(AggregationPlan plan) {
    return switch (plan.function()) {
      case COUNT -> new EventCount();
      default -> throw new IllegalArgumentException(plan.function().label() + " needs a value");
    };
  }

  private static Aggregate<?> ofValues(AggregationPlan plan, ValueType type, LongAdder overflows) {
    return switch (plan.function()) {
      case COUNT -> new ValueCount();
      case SUM -> sum(type, plan.resultType(), overflows);
      case AVG -> average(type, overflows);
      case MIN -> Extreme.smallest(ValueDomain.of(type));
      case MAX -> Extreme.largest(ValueDomain.of(type));
      case FIRST -> Endpoint.first(ValueDomain.of(type));
      case LAST -> Endpoint.last(ValueDomain.of(type));
      case COUNT_DISTINCT -> new DistinctCount(ValueDomain.of(type));
      default -> throw new IllegalArgumentException("not written yet: " + plan.function());
    };
  }

  private static Aggregate<?> sum(ValueType type, ValueType result, LongAdder overflows) {
    return switch (type.kind()) {
      case BIGINT -> ExactSums.ofLongs(overflows);
      case DECIMAL -> ExactSums.ofDecimals(result, overflows);
      case DOUBLE -> DoubleSums.sums(overflows);
      case BOOLEAN, STRING, TIMESTAMP, DATE, ARRAY, COUNTS -> throw notANumber(type);
    };
  }

  private static Aggregate<?> average(ValueType type, LongAdder overflows) {
    return switch (type.kind()) {
      case BIGINT -> ExactSums.averageOfLongs();
      case DECIMAL -> ExactSums.averageOfDecimals(type.scale());
      case DOUBLE -> DoubleSums.averages(overflows);
      case BOOLEAN, STRING, TIMESTAMP, DATE, ARRAY, COUNTS -> throw notANumber(type);
    };
  }

  private static ValueType inputType(AggregationPlan plan) {
    @Nullable ValueType type = plan.inputType();
    return Objects.requireNonNull(type, "an aggregation with an input has an input type");
  }

  private static IllegalArgumentException notANumber(ValueType type) {
    return new IllegalArgumentException("values of type " + type + " cannot be added up");
  }
}
