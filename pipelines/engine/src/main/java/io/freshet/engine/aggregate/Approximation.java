package io.freshet.engine.aggregate;

import io.freshet.defs.plan.AggregateFunction;
import io.freshet.defs.plan.AggregationPlan;
import io.freshet.defs.plan.FunctionOptions;
import io.freshet.schemas.ValueType;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * What the results of sketches may be, given how often each value occurs: for checks against exact
 * results. Where a sketch is exact, nothing but the exact result will do.
 */
public final class Approximation {
  /** Four standard errors of 1.7 % each: practically never exceeded. */
  private static final double DISTINCT_BOUND = 4 * 0.017;

  /** The error that holds with 99 % confidence, doubled: practically never exceeded. */
  private static final double RANK_BOUND = 2 * 0.0133;

  private Approximation() {}

  /** Whether a function answers approximately once there are many values. */
  public static boolean isApproximate(AggregateFunction function) {
    return switch (function) {
      case APPROX_COUNT_DISTINCT, APPROX_PERCENTILE, TOP_K -> true;
      default -> false;
    };
  }

  /** The aggregation that answers how often each value occurs, in place of {@code plan}. */
  public static AggregationPlan distribution(AggregationPlan plan) {
    ValueType input = inputType(plan);
    return new AggregationPlan(
        plan.source(),
        AggregateFunction.HISTOGRAM,
        new FunctionOptions(Integer.MAX_VALUE, 0, FunctionOptions.Spread.SAMPLE),
        plan.filter(),
        plan.input(),
        input,
        ValueType.counts(input),
        plan.windows());
  }

  /**
   * Whether a result that is not the exact one is within the function's bound.
   *
   * @param plan an approximate aggregation
   * @param actual its result
   * @param exact what {@link #distribution} comes to; not empty
   */
  public static boolean isWithinBound(AggregationPlan plan, Object actual, Map<?, Long> exact) {
    return switch (plan.function()) {
      case APPROX_COUNT_DISTINCT -> isCount((Long) actual, exact.size());
      case APPROX_PERCENTILE -> isPercentile(plan, (Double) actual, exact);
      case TOP_K -> areMostFrequent((List<?>) actual, plan.options().limit(), exact);
      default -> false;
    };
  }

  /** Of few values, too, two may look alike. */
  private static boolean isCount(long actual, long exact) {
    double bound = exact <= HllBytes.MOST_VALUES ? 1 : DISTINCT_BOUND * exact;
    return Math.abs(actual - exact) <= bound;
  }

  private static boolean isPercentile(AggregationPlan plan, double actual, Map<?, Long> exact) {
    ToDoubleFunction<Object> real = Aggregates.real(inputType(plan));
    long count = 0;
    long below = 0;
    long upTo = 0;
    for (Map.Entry<?, Long> entry : exact.entrySet()) {
      double value = real.applyAsDouble(entry.getKey());
      count += entry.getValue();
      below += value < actual ? entry.getValue() : 0;
      upTo += value <= actual ? entry.getValue() : 0;
    }
    double share = plan.options().percentile();
    return count > Quantiles.MOST_EXACT
        && below < upTo
        && below <= (share + RANK_BOUND) * count
        && upTo >= (share - RANK_BOUND) * count;
  }

  private static boolean areMostFrequent(List<?> actual, int limit, Map<?, Long> exact) {
    if (exact.size() <= TopValues.mostExact(limit)
        || actual.size() != limit
        || !exact.keySet().containsAll(actual)
        || new HashSet<>(actual).size() != limit) {
      return false;
    }
    long total = exact.values().stream().mapToLong(Long::longValue).sum();
    double bound = TopValues.bound(limit) * total;
    double least = Double.POSITIVE_INFINITY;
    for (Object value : actual) {
      long count = Objects.requireNonNull(exact.get(value));
      if (count > least + bound) {
        return false;
      }
      least = Math.min(least, count);
    }
    double missed = least + bound;
    return exact.entrySet().stream()
        .allMatch(entry -> entry.getValue() <= missed || actual.contains(entry.getKey()));
  }

  private static ValueType inputType(AggregationPlan plan) {
    return Objects.requireNonNull(plan.inputType());
  }
}
