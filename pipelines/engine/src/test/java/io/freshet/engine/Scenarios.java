package io.freshet.engine;

import io.freshet.defs.plan.AggregateFunction;
import io.freshet.defs.plan.AggregationPlan;
import io.freshet.defs.plan.FunctionOptions;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.defs.plan.ViewSourcePlan;
import io.freshet.defs.plan.WindowPlan;
import io.freshet.schemas.ValueType;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** Random plans and random lives of keys. */
final class Scenarios {
  private static final int SOURCES = 2;
  private static final int FILTERS = 2;

  private Scenarios() {}

  static Arbitrary<Scenario> scenarios() {
    Arbitrary<Long> units = Arbitraries.of(1L, 7L, 1_000L, 60_000L, 3_600_000L, 86_400_000L);
    return units.flatMap(
        unit ->
            Combinators.combine(
                    plans(unit),
                    Arbitraries.of(0L, -50 * unit, -1L, 1_700_000_000_123L),
                    steps().list().ofMinSize(1).ofMaxSize(40))
                .as((plan, start, steps) -> new Scenario(plan, start, unit, steps)));
  }

  static Arbitrary<ViewPlan> plans(long unit) {
    return Combinators.combine(
            aggregations(unit).list().ofMinSize(1).ofMaxSize(4),
            Arbitraries.integers().between(0, 3))
        .as(Scenarios::plan);
  }

  private static ViewPlan plan(List<AggregationPlan> aggregations, int defaults) {
    List<ViewSourcePlan> sources = new ArrayList<>();
    List<AggregationPlan> numbered = new ArrayList<>(aggregations);
    for (int source = 0; source < SOURCES; source++) {
      List<Integer> filters = filters(aggregations, source);
      sources.add(
          TestingPlans.source(
              (int) filters.stream().filter(filter -> filter >= 0).count(),
              filters.contains(-1),
              TestingValues.TYPES.toArray(ValueType[]::new)));
      for (int i = 0; i < numbered.size(); i++) {
        if (aggregations.get(i).source() == source) {
          numbered.set(i, withoutGaps(aggregations.get(i), filters));
        }
      }
    }
    List<@Nullable Serializable> values = new ArrayList<>();
    for (AggregationPlan aggregation : aggregations) {
      for (int i = 0; i < aggregation.windows().size(); i++) {
        boolean has = values.size() < defaults;
        Object value = has ? defaultValue(aggregation.resultType()) : null;
        values.add((Serializable) value);
      }
    }
    return TestingPlans.view(sources, numbered, values);
  }

  /** Lists and counts take no default. */
  private static @Nullable Object defaultValue(ValueType type) {
    if (type.element() != null) {
      return null;
    }
    return type.kind() == ValueType.Kind.DECIMAL
        ? BigDecimal.valueOf(15, type.scale())
        : TestingValues.pick(type, 1);
  }

  /** The filters in use: every filter of a plan is one of a feature. */
  private static List<Integer> filters(List<AggregationPlan> aggregations, int source) {
    return aggregations.stream()
        .filter(aggregation -> aggregation.source() == source)
        .map(AggregationPlan::filter)
        .distinct()
        .sorted()
        .toList();
  }

  private static AggregationPlan withoutGaps(AggregationPlan plan, List<Integer> filters) {
    int number = filters.indexOf(plan.filter()) - (filters.contains(-1) ? 1 : 0);
    return new AggregationPlan(
        plan.source(),
        plan.function(),
        plan.options(),
        number,
        plan.input(),
        plan.inputType(),
        plan.resultType(),
        plan.windows());
  }

  private static Arbitrary<AggregationPlan> aggregations(long unit) {
    return Combinators.combine(
            Arbitraries.integers().between(0, SOURCES - 1),
            Arbitraries.integers().between(-1, FILTERS - 1),
            functions(),
            options(),
            windows(unit).list().uniqueElements().ofMinSize(1).ofMaxSize(4))
        .as(
            (source, filter, function, options, windows) ->
                new AggregationPlan(
                    source,
                    function.get1(),
                    options,
                    filter,
                    function.get2(),
                    function.get2() < 0 ? null : TestingValues.TYPES.get(function.get2()),
                    function.get2() < 0
                        ? ValueType.BIGINT
                        : function.get1().resultType(TestingValues.TYPES.get(function.get2())),
                    windows));
  }

  /** A function and the index of an input that it takes. */
  private static Arbitrary<Tuple.Tuple2<AggregateFunction, Integer>> functions() {
    List<Tuple.Tuple2<AggregateFunction, Integer>> all = new ArrayList<>();
    all.add(Tuple.of(AggregateFunction.COUNT, -1));
    for (AggregateFunction function : AggregateFunction.values()) {
      for (int i = 0; i < TestingValues.TYPES.size(); i++) {
        if (function.accepts(TestingValues.TYPES.get(i))) {
          all.add(Tuple.of(function, i));
        }
      }
    }
    return Arbitraries.of(AggregateFunction.values())
        .flatMap(f -> Arbitraries.of(all.stream().filter(t -> t.get1() == f).toList()));
  }

  private static Arbitrary<FunctionOptions> options() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 4),
            Arbitraries.of(0.0, 0.01, 0.25, 0.5, 0.9, 1.0),
            Arbitraries.of(FunctionOptions.Spread.values()))
        .as(FunctionOptions::new);
  }

  private static Arbitrary<WindowPlan> windows(long unit) {
    Arbitrary<WindowPlan> bounded =
        Combinators.combine(
                Arbitraries.of(1, 2, 3, 4, 6, 10, 20),
                Arbitraries.integers().between(1, 12),
                Arbitraries.frequencyOf(
                    Tuple.of(2, Arbitraries.just(0)),
                    Tuple.of(1, Arbitraries.integers().between(1, 8))))
            .as(
                (hop, size, offset) ->
                    new WindowPlan(hop * unit * size, hop * unit, hop * unit * offset));
    return Arbitraries.frequencyOf(
        Tuple.of(6, bounded), Tuple.of(1, Arbitraries.just(WindowPlan.LIFETIME)));
  }

  private static Arbitrary<Scenario.Step> steps() {
    Arbitrary<Integer> small = Arbitraries.integers().between(0, 3);
    Arbitrary<Integer> medium = Arbitraries.integers().between(0, 40);
    Arbitrary<Integer> large = Arbitraries.integers().between(0, 400);
    return Combinators.combine(
            Arbitraries.frequency(
                Tuple.of(8, Scenario.Kind.EVENT),
                Tuple.of(4, Scenario.Kind.CLOCK),
                Tuple.of(2, Scenario.Kind.RESTART)),
            Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(0)),
                Tuple.of(6, small),
                Tuple.of(4, medium),
                Tuple.of(1, large)),
            Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.just(0)),
                Tuple.of(4, small),
                Tuple.of(3, medium),
                Tuple.of(1, large),
                Tuple.of(3, medium.map(delay -> -delay))),
            Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(0)),
                Tuple.of(1, Arbitraries.integers().between(-1, 1))),
            Arbitraries.integers().between(0, 255),
            Arbitraries.integers().between(0, 1_000))
        .as(Scenario.Step::new);
  }
}
