package io.freshet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.defs.plan.AggregateFunction;
import io.freshet.defs.plan.AggregationPlan;
import io.freshet.defs.plan.FeaturePlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.defs.plan.WindowPlan;
import io.freshet.schemas.ValueType;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares values with those of the naive evaluator, sums of doubles within their bound. */
final class ValueCheck {
  private final ViewPlan plan;
  private final List<Event> events;
  private final long asOf;

  private ValueCheck(ViewPlan plan, List<Event> events, long asOf) {
    this.plan = plan;
    this.events = events;
    this.asOf = asOf;
  }

  /**
   * Asserts that values are right.
   *
   * @param events the applied events of the key
   */
  static void check(ViewPlan plan, List<Event> events, long asOf, @Nullable Object[] actual) {
    new ValueCheck(plan, events, asOf).check(actual);
  }

  private void check(@Nullable Object[] actual) {
    @Nullable Object[] expected = NaiveKey.evaluate(plan, events, asOf);
    for (int i = 0; i < expected.length; i++) {
      FeaturePlan feature = plan.features().get(i);
      AggregationPlan aggregation = plan.aggregations().get(feature.aggregation());
      if (isInexact(aggregation) && expected[i] instanceof Double exact) {
        assertThat(actual[i]).as(feature.toString()).isInstanceOf(Double.class);
        double bound = bound(aggregation, aggregation.windows().get(feature.window()));
        assertThat(Math.abs((Double) actual[i] - exact))
            .as("%s", feature)
            .isLessThanOrEqualTo(bound);
      } else {
        assertThat(actual[i]).as("%s of %s", feature, aggregation).isEqualTo(expected[i]);
      }
    }
  }

  private static boolean isInexact(AggregationPlan aggregation) {
    return ValueType.DOUBLE.equals(aggregation.inputType())
        && (aggregation.function() == AggregateFunction.SUM
            || aggregation.function() == AggregateFunction.AVG);
  }

  /** 1e-9 * sum(|x|), for averages by the count; exact, so that it cannot overflow. */
  private double bound(AggregationPlan aggregation, WindowPlan window) {
    BigDecimal sum = BigDecimal.ZERO;
    long count = 0;
    for (Event event : events) {
      Object value = event.inputs()[aggregation.input()];
      if (sees(aggregation, event)
          && value != null
          && event.time() <= asOf
          && window.covers(event.time(), asOf)) {
        sum = sum.add(new BigDecimal((Double) value).abs());
        count++;
      }
    }
    double bound = sum.multiply(new BigDecimal("1e-9")).doubleValue();
    return aggregation.function() == AggregateFunction.AVG && count > 0 ? bound / count : bound;
  }

  /** Whether an aggregation takes an event. */
  static boolean sees(AggregationPlan aggregation, Event event) {
    return aggregation.source() == event.source()
        && (aggregation.filter() < 0 || event.filters()[aggregation.filter()]);
  }
}
