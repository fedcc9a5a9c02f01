package io.freshet.jobs.training;

import io.freshet.defs.plan.AgePlan;
import io.freshet.defs.plan.AgeUnit;
import io.freshet.defs.plan.AggregateFunction;
import io.freshet.defs.plan.AggregationPlan;
import io.freshet.defs.plan.FeaturePlan;
import io.freshet.defs.plan.PipelinePlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.defs.plan.WindowPlan;
import io.freshet.schemas.Field;
import io.freshet.schemas.ValueType;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pipeline of two views that nothing is computed for: its rows are made up. */
final class TestingViews {
  static final String PIPELINE = "made_up";
  static final long DAY = 86_400_000;
  static final ValueType PRICE = ValueType.decimal(38, 3);

  private TestingViews() {}

  static PipelinePlan plan() {
    return new PipelinePlan(
        PIPELINE,
        List.of(),
        List.of(
            view("user", List.of(new Field("user_id", ValueType.STRING))),
            view(
                "product",
                List.of(
                    new Field("shop", ValueType.STRING), new Field("number", ValueType.BIGINT)))));
  }

  private static ViewPlan view(String name, List<Field> keys) {
    List<AggregationPlan> aggregations = new ArrayList<>();
    List<FeaturePlan> features = new ArrayList<>();
    add(aggregations, features, "n", AggregateFunction.COUNT, ValueType.BIGINT, null);
    add(aggregations, features, "revenue", AggregateFunction.SUM, PRICE, new BigDecimal("0.000"));
    add(aggregations, features, "mean", AggregateFunction.AVG, ValueType.BIGINT, null);
    add(aggregations, features, "last_at", AggregateFunction.LAST, ValueType.TIMESTAMP, null);
    add(aggregations, features, "words", AggregateFunction.LAST_N, ValueType.STRING, null);
    add(aggregations, features, "kinds", AggregateFunction.HISTOGRAM, ValueType.STRING, null);
    return new ViewPlan(
        name,
        name,
        keys,
        0,
        null,
        List.of(),
        aggregations,
        features,
        List.of(),
        List.of(new AgePlan("hours_since_last", 3, AgeUnit.HOURS)));
  }

  private static void add(
      List<AggregationPlan> aggregations,
      List<FeaturePlan> features,
      String name,
      AggregateFunction function,
      ValueType input,
      @Nullable Serializable defaultValue) {
    ValueType result = function.resultType(input);
    aggregations.add(
        new AggregationPlan(
            0,
            function,
            -1,
            function == AggregateFunction.COUNT ? -1 : 0,
            input,
            result,
            List.of(new WindowPlan(30 * DAY, DAY, 0))));
    features.add(
        new FeaturePlan(new Field(name, result), aggregations.size() - 1, 0, defaultValue));
  }
}
