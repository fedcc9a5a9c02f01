package io.freshet.engine;

import io.freshet.defs.plan.AggregateFunction;
import io.freshet.defs.plan.AggregationPlan;
import io.freshet.defs.plan.FeaturePlan;
import io.freshet.defs.plan.FunctionOptions;
import io.freshet.defs.plan.FunctionOptions.Spread;
import io.freshet.defs.plan.InputPlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.defs.plan.ViewSourcePlan;
import io.freshet.defs.plan.WindowPlan;
import io.freshet.schemas.Field;
import io.freshet.schemas.ValueType;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plans as definitions would compile to them. */
final class TestingPlans {
  private TestingPlans() {}

  /** A window without offset. */
  static WindowPlan window(long size, long hop) {
    return new WindowPlan(size, hop, 0);
  }

  static WindowPlan window(long size, long hop, long offset) {
    return new WindowPlan(size, hop, offset);
  }

  /** A source with as many filters as told and one input of each type. */
  static ViewSourcePlan source(int filters, boolean unfiltered, ValueType... inputs) {
    List<String> conditions = new ArrayList<>();
    for (int i = 0; i < filters; i++) {
      conditions.add("f" + i);
    }
    List<InputPlan> values = new ArrayList<>();
    for (ValueType type : inputs) {
      values.add(new InputPlan(-1, "v" + values.size(), type));
    }
    return new ViewSourcePlan("events", List.of("k"), conditions, values, unfiltered);
  }

  /** {@code count(*)} of events that pass a filter; -1: of all. */
  static AggregationPlan count(int source, int filter, WindowPlan... windows) {
    return new AggregationPlan(
        source, AggregateFunction.COUNT, filter, -1, null, ValueType.BIGINT, List.of(windows));
  }

  /** A function of an input of the only source, with two values where it has a limit. */
  static AggregationPlan aggregation(
      AggregateFunction function, int input, ValueType type, WindowPlan... windows) {
    return aggregation(function, new FunctionOptions(2, 0.5, Spread.SAMPLE), input, type, windows);
  }

  static AggregationPlan aggregation(
      AggregateFunction function,
      FunctionOptions options,
      int input,
      ValueType type,
      WindowPlan... windows) {
    return new AggregationPlan(
        0, function, options, -1, input, type, function.resultType(type), List.of(windows));
  }

  /** A view with one feature per window of each aggregation, in order, without defaults. */
  static ViewPlan view(List<ViewSourcePlan> sources, List<AggregationPlan> aggregations) {
    return view(sources, aggregations, List.of());
  }

  /** The same, where {@code defaults} belong to the first features. */
  static ViewPlan view(
      List<ViewSourcePlan> sources,
      List<AggregationPlan> aggregations,
      List<? extends @Nullable Serializable> defaults) {
    List<FeaturePlan> features = new ArrayList<>();
    for (int i = 0; i < aggregations.size(); i++) {
      AggregationPlan aggregation = aggregations.get(i);
      for (int window = 0; window < aggregation.windows().size(); window++) {
        int number = features.size();
        Serializable value = number < defaults.size() ? defaults.get(number) : null;
        Field field = new Field("f" + number, aggregation.resultType());
        features.add(new FeaturePlan(field, i, window, value));
      }
    }
    List<Field> keys = List.of(new Field("k", ValueType.STRING));
    return new ViewPlan("v", "user", keys, 0, null, sources, aggregations, features);
  }

  /** {@code count(*)} of all events of one source. */
  static ViewPlan countView(WindowPlan... windows) {
    return view(List.of(source(0, true)), List.of(count(0, -1, windows)));
  }

  /** One function of one input that every event has. */
  static ViewPlan valueView(AggregateFunction function, ValueType type, WindowPlan... windows) {
    return view(List.of(source(0, true, type)), List.of(aggregation(function, 0, type, windows)));
  }

  /** An event of the first source, without filters. */
  static Event event(long time, @Nullable Object... inputs) {
    return new Event(0, time, new boolean[0], inputs);
  }
}
