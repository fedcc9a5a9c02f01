package io.freshet.jobs.verify;

import io.freshet.defs.plan.AggregationPlan;
import io.freshet.defs.plan.FeaturePlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.engine.Event;
import io.freshet.engine.NaiveKey;
import io.freshet.engine.aggregate.Approximation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How far values of one view may be from those of the naive evaluator. */
final class Tolerance {
  /** Share of a DOUBLE by which sums in another order may differ. */
  private static final double DOUBLE_TOLERANCE = 1e-9;

  private final ViewPlan plan;

  Tolerance(ViewPlan plan) {
    this.plan = plan;
  }

  /**
   * Whether a value may stand for the expected one.
   *
   * @param feature its number
   * @param events the key's events that the expected value comes from
   * @param asOf the as-of time that it holds for
   */
  boolean allows(
      int feature,
      @Nullable Object expected,
      @Nullable Object actual,
      List<Event> events,
      long asOf) {
    if (Objects.equals(expected, actual)) {
      return true;
    }
    if (expected == null || actual == null) {
      return false;
    }
    AggregationPlan aggregation =
        plan.aggregations().get(plan.features().get(feature).aggregation());
    if (Approximation.isApproximate(aggregation.function())) {
      Map<?, Long> exact = distribution(feature, events, asOf);
      return exact != null && Approximation.isWithinBound(aggregation, actual, exact);
    }
    return expected instanceof Double a && actual instanceof Double b && areNear(a, b);
  }

  private static boolean areNear(double a, double b) {
    return Math.abs(a - b) <= DOUBLE_TOLERANCE * Math.max(1, Math.max(Math.abs(a), Math.abs(b)));
  }

  /** How often each value occurs; null if there is none. */
  @SuppressWarnings("unchecked") // the result of a histogram
  private @Nullable Map<?, Long> distribution(int feature, List<Event> events, long asOf) {
    FeaturePlan approximate = plan.features().get(feature);
    List<AggregationPlan> aggregations = new ArrayList<>(plan.aggregations());
    AggregationPlan counted =
        Approximation.distribution(aggregations.get(approximate.aggregation()));
    aggregations.set(approximate.aggregation(), counted);
    FeaturePlan only =
        new FeaturePlan(approximate.field(), approximate.aggregation(), approximate.window(), null);
    ViewPlan exact =
        new ViewPlan(
            plan.name(),
            plan.entity(),
            plan.keys(),
            plan.freshness(),
            plan.ttl(),
            plan.sources(),
            aggregations,
            List.of(only));
    return (Map<?, Long>) NaiveKey.evaluate(exact, events, asOf)[0];
  }
}
