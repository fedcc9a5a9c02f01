package io.freshet.engine.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.defs.plan.AggregateFunction;
import io.freshet.defs.plan.AggregationPlan;
import io.freshet.defs.plan.FunctionOptions;
import io.freshet.defs.plan.FunctionOptions.Spread;
import io.freshet.schemas.ValueType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApproximationTest {

  @Test
  void countOfFewMayBeOffByOneAndOfManyByFourStandardErrors() {
    AggregationPlan plan = plan(AggregateFunction.APPROX_COUNT_DISTINCT);
    assertThat(Approximation.isWithinBound(plan, 9L, ones(10))).isTrue();
    assertThat(Approximation.isWithinBound(plan, 8L, ones(10))).isFalse();
    assertThat(Approximation.isWithinBound(plan, 1_060L, ones(1_000))).isTrue();
    assertThat(Approximation.isWithinBound(plan, 1_070L, ones(1_000))).isFalse();
  }

  @Test
  void percentileOfManyMayBeOfANearbyRank() {
    AggregationPlan plan = plan(AggregateFunction.APPROX_PERCENTILE);
    assertThat(Approximation.isWithinBound(plan, 505.0, ones(1_000))).isTrue();
    assertThat(Approximation.isWithinBound(plan, 540.0, ones(1_000))).isFalse();
    assertThat(Approximation.isWithinBound(plan, 505.5, ones(1_000))).as("no value").isFalse();
    assertThat(Approximation.isWithinBound(plan, 101.0, ones(200))).as("must be exact").isFalse();
  }

  @Test
  void mostFrequentOfManyMayBeThoseThatAreNearlySo() {
    // 2200 values; the bound is 3.5 / 256 of them, 30
    AggregationPlan plan = plan(AggregateFunction.TOP_K);
    Map<Long, Long> exact = ones(1_000);
    exact.put(1L, 720L);
    exact.put(2L, 462L);
    exact.put(3L, 20L);
    assertThat(Approximation.isWithinBound(plan, List.of(1L, 2L, 500L), exact)).isTrue();
    assertThat(Approximation.isWithinBound(plan, List.of(1L, 3L, 500L), exact)).isFalse();
    assertThat(Approximation.isWithinBound(plan, List.of(2L, 1L, 3L), exact)).isFalse();
    assertThat(Approximation.isWithinBound(plan, List.of(1L, 2L), exact)).isFalse();
    assertThat(Approximation.isWithinBound(plan, List.of(1L, 2L, 2L), exact)).isFalse();
    assertThat(Approximation.isWithinBound(plan, List.of(1L, 2L, -1L), exact)).isFalse();
    assertThat(Approximation.isWithinBound(plan, List.of(1L, 2L, 3L), ones(192))).isFalse();
  }

  private static Map<Long, Long> ones(int count) {
    Map<Long, Long> ones = new HashMap<>();
    for (long i = 1; i <= count; i++) {
      ones.put(i, 1L);
    }
    return ones;
  }

  private static AggregationPlan plan(AggregateFunction function) {
    return new AggregationPlan(
        0,
        function,
        new FunctionOptions(3, 0.5, Spread.SAMPLE),
        -1,
        0,
        ValueType.BIGINT,
        function.resultType(ValueType.BIGINT),
        List.of());
  }
}
