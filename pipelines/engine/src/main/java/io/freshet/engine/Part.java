package io.freshet.engine;

import io.freshet.defs.plan.AggregateFunction;
import io.freshet.defs.plan.AggregationPlan;
import io.freshet.defs.plan.FeaturePlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.defs.plan.ViewSourcePlan;
import io.freshet.defs.plan.WindowPlan;
import io.freshet.engine.aggregate.Aggregates;
import io.freshet.engine.aggregate.ExactResult;
import io.freshet.engine.aggregate.Ordinals;
import io.freshet.engine.aggregate.ValueDomain;
import io.freshet.schemas.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The windows of one aggregation that are kept in one column: all of them or, where windows that
 * end at the as-of time have a form of their own, those or the others.
 *
 * @param aggregation index among the view's aggregations
 * @param plan the aggregation with these windows alone
 * @param windows where they stand among all windows of the aggregation
 * @param identity what the column's state is found by: what is computed, in words
 */
record Part(int aggregation, AggregationPlan plan, List<Integer> windows, String identity) {

  /** The parts of all aggregations of {@code view}. */
  static List<Part> of(ViewPlan view) {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < view.aggregations().size(); i++) {
      AggregationPlan plan = view.aggregations().get(i);
      if (hasTwoForms(plan.function())) {
        addPart(parts, view, i, window -> window.offset() == 0);
        addPart(parts, view, i, window -> window.offset() > 0);
      } else {
        addPart(parts, view, i, window -> true);
      }
    }
    return parts;
  }

  /** Which of {@code parts} computes a feature. */
  static int indexOf(FeaturePlan feature, List<Part> parts) {
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      if (part.aggregation == feature.aggregation() && part.windows.contains(feature.window())) {
        return i;
      }
    }
    throw new IllegalArgumentException("nothing computes feature " + feature.field().name());
  }

  /** Whether both see the same events, and have windows of one kind. */
  boolean sharesEvents(Part other) {
    return plan.source() == other.plan.source()
        && plan.filter() == other.plan.filter()
        && hasOffsets() == other.hasOffsets();
  }

  private boolean hasOffsets() {
    return plan.windows().stream().anyMatch(window -> window.offset() > 0);
  }

  /**
   * How it is kept in timelines.
   *
   * @param scheme of the timelines
   * @param numbers the scheme's number of each of its windows
   * @param overflows counts results that their type cannot hold
   */
  Column column(TileScheme scheme, List<Integer> numbers, LongAdder overflows) {
    ValueType type = plan.inputType();
    AggregateFunction function = plan.function();
    if (function == AggregateFunction.COUNT || type == null) {
      return new CountColumn(scheme, numbers, plan.input() < 0);
    }
    boolean isSum = function == AggregateFunction.SUM || function == AggregateFunction.AVG;
    if (isSum && isExact(type)) {
      return new SumColumn(scheme, numbers, type.scale(), ExactResult.of(plan, overflows));
    }
    boolean isMin = function == AggregateFunction.MIN;
    if ((isMin || function == AggregateFunction.MAX) && Ordinals.take(type)) {
      return new ExtremeColumn(scheme, numbers, Ordinals.of(type), ValueDomain.of(type), isMin);
    }
    if (function == AggregateFunction.LAST && !hasOffsets()) {
      return new NewestColumn(scheme, numbers, ValueDomain.of(type));
    }
    if (function == AggregateFunction.COUNT_DISTINCT && !hasOffsets()) {
      return new DistinctColumn(scheme, numbers, ValueDomain.of(type));
    }
    return new ObjectColumn(scheme, numbers, Aggregates.of(plan, overflows));
  }

  private static boolean isExact(ValueType type) {
    return type.kind() == ValueType.Kind.BIGINT || type.kind() == ValueType.Kind.DECIMAL;
  }

  private interface Choice {
    boolean takes(WindowPlan window);
  }

  private static void addPart(List<Part> parts, ViewPlan view, int aggregation, Choice choice) {
    AggregationPlan whole = view.aggregations().get(aggregation);
    List<Integer> windows = new ArrayList<>();
    for (int i = 0; i < whole.windows().size(); i++) {
      if (choice.takes(whole.windows().get(i))) {
        windows.add(i);
      }
    }
    if (!windows.isEmpty()) {
      AggregationPlan plan =
          new AggregationPlan(
              whole.source(),
              whole.function(),
              whole.options(),
              whole.filter(),
              whole.input(),
              whole.inputType(),
              whole.resultType(),
              windows.stream().map(whole.windows()::get).toList());
      parts.add(new Part(aggregation, plan, windows, unique(identity(view, plan), parts)));
    }
  }

  /** A plan may say the same twice. */
  private static String unique(String identity, List<Part> earlier) {
    String name = identity;
    for (int i = 2; names(earlier).contains(name); i++) {
      name = identity + "\nagain " + i;
    }
    return name;
  }

  private static List<String> names(List<Part> parts) {
    return parts.stream().map(Part::identity).toList();
  }

  /** Whether windows that end at the as-of time are kept in another form than others. */
  private static boolean hasTwoForms(AggregateFunction function) {
    return function == AggregateFunction.LAST || function == AggregateFunction.COUNT_DISTINCT;
  }

  private static String identity(ViewPlan view, AggregationPlan plan) {
    ViewSourcePlan source = view.sources().get(plan.source());
    @Nullable String filter = plan.filter() < 0 ? null : source.filters().get(plan.filter());
    @Nullable String input = plan.input() < 0 ? null : source.inputs().get(plan.input()).sql();
    boolean isShifted =
        hasTwoForms(plan.function()) && plan.windows().stream().anyMatch(w -> w.offset() > 0);
    return String.join(
        "\n",
        source.source(),
        String.join(", ", source.keys()),
        plan.function().label() + (isShifted ? " with offset" : ""),
        plan.options().toString(),
        filter == null ? "" : "where " + filter,
        input == null ? "" : "of " + input,
        plan.inputType() == null ? "" : plan.inputType().toString());
  }
}
