package io.freshet.jobs.derive;

import io.freshet.defs.plan.AggregateFunction;
import io.freshet.defs.plan.AggregationPlan;
import io.freshet.defs.plan.DerivedPlan;
import io.freshet.defs.plan.FeaturePlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.defs.plan.ViewSourcePlan;
import io.freshet.defs.plan.WindowPlan;
import io.freshet.schemas.Field;
import io.freshet.schemas.ValueType;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A view with features of all types, however they come about, and what is derived from them. */
final class TestingView {
  private final List<DerivedPlan> derived = new ArrayList<>();

  /** Its features by name: two counts, and one of each other type. */
  static final List<Field> FEATURES =
      List.of(
          new Field("a", ValueType.BIGINT),
          new Field("b", ValueType.BIGINT),
          new Field("ratio", ValueType.DOUBLE),
          new Field("price", ValueType.decimal(38, 2)),
          new Field("word", ValueType.STRING),
          new Field("flag", ValueType.BOOLEAN),
          new Field("seen_at", ValueType.TIMESTAMP),
          new Field("birthday", ValueType.DATE),
          new Field("words", ValueType.array(ValueType.STRING)),
          new Field("kinds", ValueType.counts(ValueType.STRING)));

  TestingView derive(String name, ValueType type, String sql) {
    return derive(name, type, sql, null);
  }

  TestingView derive(String name, ValueType type, String sql, @Nullable Serializable defaultValue) {
    derived.add(new DerivedPlan(new Field(name, type), sql, defaultValue));
    return this;
  }

  ViewPlan plan() {
    AggregationPlan count =
        new AggregationPlan(
            0,
            AggregateFunction.COUNT,
            -1,
            -1,
            null,
            ValueType.BIGINT,
            List.of(WindowPlan.LIFETIME));
    AggregationPlan max =
        new AggregationPlan(
            0,
            AggregateFunction.MAX,
            -1,
            0,
            ValueType.BIGINT,
            ValueType.BIGINT,
            List.of(WindowPlan.LIFETIME));
    return new ViewPlan(
        "v",
        "user",
        List.of(new Field("user_id", ValueType.STRING)),
        0,
        null,
        List.of(new ViewSourcePlan("s", List.of("user_id"), List.of(), List.of(), true)),
        List.of(count, max),
        FEATURES.stream()
            .map(f -> new FeaturePlan(f, f.type().equals(ValueType.BIGINT) ? 0 : 1, 0, null))
            .toList(),
        derived,
        List.of());
  }
}
