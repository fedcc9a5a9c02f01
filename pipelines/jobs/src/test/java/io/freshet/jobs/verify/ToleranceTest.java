package io.freshet.jobs.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.defs.plan.AggregateFunction;
import io.freshet.defs.plan.AggregationPlan;
import io.freshet.defs.plan.FeaturePlan;
import io.freshet.defs.plan.FunctionOptions;
import io.freshet.defs.plan.FunctionOptions.Spread;
import io.freshet.defs.plan.InputPlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.defs.plan.ViewSourcePlan;
import io.freshet.defs.plan.WindowPlan;
import io.freshet.engine.Event;
import io.freshet.schemas.Field;
import io.freshet.schemas.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToleranceTest {

  @Test
  void approximateCountOfManyMayDifferAndNoOther() {
    Tolerance approximate = new Tolerance(view(AggregateFunction.APPROX_COUNT_DISTINCT));
    Tolerance exact = new Tolerance(view(AggregateFunction.COUNT_DISTINCT));

    assertThat(approximate.allows(0, 1_000L, 1_030L, events(1_000), 1_000)).isTrue();
    assertThat(approximate.allows(0, 1_000L, 1_100L, events(1_000), 1_000)).isFalse();
    assertThat(approximate.allows(0, null, 1L, events(0), 1_000)).isFalse();
    assertThat(exact.allows(0, 1_000L, 1_030L, events(1_000), 1_000)).isFalse();
  }

  @Test
  void onlyEventsInTheWindowCount() {
    Tolerance tolerance = new Tolerance(view(AggregateFunction.APPROX_COUNT_DISTINCT));

    assertThat(tolerance.allows(0, 100L, 101L, events(1_000), 99)).isTrue();
    assertThat(tolerance.allows(0, 100L, 103L, events(1_000), 99)).isFalse();
  }

  @Test
  void percentileOfManyMayBeOfANearbyRank() {
    Tolerance tolerance = new Tolerance(view(AggregateFunction.APPROX_PERCENTILE));

    assertThat(tolerance.allows(0, 499.0, 505.0, events(1_000), 1_000)).isTrue();
    assertThat(tolerance.allows(0, 499.0, 600.0, events(1_000), 1_000)).isFalse();
    assertThat(tolerance.allows(0, 50.0, 51.0, events(100), 1_000)).isFalse();
  }

  @Test
  void sumsOfDoublesMayDifferInTheLastDigits() {
    Tolerance tolerance = new Tolerance(view(AggregateFunction.AVG));

    assertThat(tolerance.allows(0, 1e12, 1e12 + 1, List.of(), 0)).isTrue();
    assertThat(tolerance.allows(0, 1.0, 1.00001, List.of(), 0)).isFalse();
    assertThat(tolerance.allows(0, null, null, List.of(), 0)).isTrue();
    assertThat(tolerance.allows(0, 1.0, null, List.of(), 0)).isFalse();
  }

  private static ViewPlan view(AggregateFunction function) {
    ValueType result = function.resultType(ValueType.BIGINT);
    AggregationPlan aggregation =
        new AggregationPlan(
            0,
            function,
            new FunctionOptions(0, 0.5, Spread.SAMPLE),
            -1,
            0,
            ValueType.BIGINT,
            result,
            List.of(WindowPlan.LIFETIME));
    return new ViewPlan(
        "users",
        "user",
        List.of(new Field("user_id", ValueType.STRING)),
        0,
        null,
        List.of(
            new ViewSourcePlan(
                "events",
                List.of("user_id"),
                List.of(),
                List.of(new InputPlan(-1, "v", ValueType.BIGINT)),
                true)),
        List.of(aggregation),
        List.of(new FeaturePlan(new Field("f", result), 0, 0, null)));
  }

  /** One event a millisecond, each with its time as value. */
  private static List<Event> events(int count) {
    List<Event> events = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      events.add(new Event(0, i, new boolean[0], new Object[] {i}));
    }
    return events;
  }
}
