package io.freshet.defs.compile;

import io.freshet.defs.model.ViewDef.FeatureDef;
import io.freshet.defs.model.ViewDef.WindowDef;
import io.freshet.defs.plan.AggregateFunction;
import io.freshet.defs.plan.AggregationPlan;
import io.freshet.defs.plan.FeaturePlan;
import io.freshet.defs.plan.FunctionOptions;
import io.freshet.defs.plan.WindowPlan;
import io.freshet.defs.yaml.Scalar;
import io.freshet.schemas.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers the aggregations and features of a view; equal aggregations share their windows. */
final class AggregationsBuilder {
  private final Map<Computation, List<WindowPlan>> windows = new LinkedHashMap<>();
  private final List<Computation> order = new ArrayList<>();
  private final Map<Computation, FeatureChecker.Typed> types = new LinkedHashMap<>();
  private final List<FeaturePlan> features = new ArrayList<>();

  /** What an aggregation computes, whatever the window. */
  private record Computation(
      int source, AggregateFunction function, FunctionOptions options, int filter, int input) {}

  /** Adds a feature, once for each of its windows and of its pivot's values. */
  void add(
      int sourceIndex,
      ViewSourceBuilder source,
      Scalar name,
      FeatureDef feature,
      FeatureChecker.Typed typed) {
    String where = feature.where() == null ? null : feature.where().trimmed();
    if (typed.cases().isEmpty()) {
      add(sourceIndex, source, name.text(), where, feature, typed);
    }
    for (PivotChecker.Case each : typed.cases()) {
      // a line of its own, for a condition may end with a comment
      String both = where == null ? each.condition() : "(" + where + "\n) AND " + each.condition();
      add(sourceIndex, source, name.text() + "_" + each.label(), both, feature, typed);
    }
  }

  private void add(
      int sourceIndex,
      ViewSourceBuilder source,
      String name,
      @Nullable String where,
      FeatureDef feature,
      FeatureChecker.Typed typed) {
    int filter = source.filter(where);
    int input = source.input(filter, feature.value(), typed.inputType());
    Computation computation =
        new Computation(sourceIndex, typed.function(), typed.options(), filter, input);
    if (types.putIfAbsent(computation, typed) == null) {
      order.add(computation);
      windows.put(computation, new ArrayList<>());
    }
    List<WindowPlan> shared = windows.getOrDefault(computation, new ArrayList<>());
    for (WindowDef window : feature.windows()) {
      if (!shared.contains(window.plan())) {
        shared.add(window.plan());
      }
      features.add(
          new FeaturePlan(
              new Field(FeatureNames.of(name, window), typed.resultType()),
              order.indexOf(computation),
              shared.indexOf(window.plan()),
              typed.defaultValue()));
    }
  }

  List<AggregationPlan> aggregations() {
    List<AggregationPlan> plans = new ArrayList<>();
    types.forEach(
        (computation, typed) ->
            plans.add(
                new AggregationPlan(
                    computation.source(),
                    computation.function(),
                    computation.options(),
                    computation.filter(),
                    computation.input(),
                    typed.inputType(),
                    typed.resultType(),
                    windows.getOrDefault(computation, List.of()))));
    return plans;
  }

  List<FeaturePlan> features() {
    return features;
  }
}
