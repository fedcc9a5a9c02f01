package io.freshet.jobs.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.defs.plan.AggregateFunction;
import io.freshet.defs.plan.AggregationPlan;
import io.freshet.defs.plan.FeaturePlan;
import io.freshet.defs.plan.FunctionOptions;
import io.freshet.defs.plan.InputPlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.defs.plan.ViewSourcePlan;
import io.freshet.defs.plan.WindowPlan;
import io.freshet.engine.Event;
import io.freshet.engine.KeyState;
import io.freshet.engine.NaiveKey;
import io.freshet.engine.ViewEngine;
import io.freshet.jobs.verify.RetailYears.Sale;
import io.freshet.schemas.Field;
import io.freshet.schemas.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * All aggregates over the sales of two years: the engine against the naive evaluator, with what
 * stands in both files counted twice, and without. One in {@value #ONE_IN} customers and products,
 * others each time; all of them with {@code -Dfreshet.full=true}.
 */
class RetailYearsIT {
  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;
  private static final ValueType PRICE = ValueType.decimal(12, 3);

  /** Values of an event: quantity, price, price as DOUBLE, and the other party. */
  private static final List<ValueType> INPUTS =
      List.of(ValueType.BIGINT, PRICE, ValueType.DOUBLE, ValueType.STRING);

  private static final List<WindowPlan> WINDOWS =
      List.of(
          new WindowPlan(7 * DAY, HOUR, 0),
          new WindowPlan(90 * DAY, DAY, 0),
          new WindowPlan(90 * DAY, DAY, 90 * DAY),
          WindowPlan.LIFETIME);

  /** The naive evaluator takes minutes for all. */
  private static final int ONE_IN = 5;

  private static final boolean FULL = Boolean.getBoolean("freshet.full");
  private static final ViewPlan PLAN = plan();

  private static ViewPlan plan() {
    List<AggregationPlan> aggregations = new ArrayList<>();
    List<FeaturePlan> features = new ArrayList<>();
    for (AggregateFunction function : AggregateFunction.values()) {
      for (int input : inputs(function)) {
        ValueType type = INPUTS.get(input);
        AggregationPlan aggregation =
            new AggregationPlan(
                0,
                function,
                new FunctionOptions(5, 0.5, FunctionOptions.Spread.SAMPLE),
                -1,
                input,
                type,
                function.resultType(type),
                WINDOWS);
        for (int window = 0; window < WINDOWS.size(); window++) {
          Field field = new Field("f" + features.size(), aggregation.resultType());
          features.add(new FeaturePlan(field, aggregations.size(), window, null));
        }
        aggregations.add(aggregation);
      }
    }
    List<InputPlan> inputs =
        INPUTS.stream().map(type -> new InputPlan(-1, "x" + type, type)).toList();
    return new ViewPlan(
        "sales",
        "party",
        List.of(new Field("id", ValueType.STRING)),
        0,
        null,
        List.of(new ViewSourcePlan("sales", List.of("id"), List.of(), inputs, true)),
        aggregations,
        features);
  }

  /** Inputs that a function is tried with: sums with each type of number. */
  private static List<Integer> inputs(AggregateFunction function) {
    return switch (function) {
      case SUM, AVG -> List.of(0, 1, 2);
      case MIN, MAX, APPROX_PERCENTILE, VARIANCE, STDDEV -> List.of(1);
      default -> List.of(3);
    };
  }

  @Test
  void engineAgreesWithTheNaiveEvaluatorOverTwoYears() throws Exception {
    List<Sale> sales = RetailYears.read();
    assertThat(sales).hasSizeGreaterThan(1_000_000);
    List<Sale> once = withoutDuplicates(sales);
    assertThat(once).hasSizeLessThan(sales.size() - 20_000);
    compare(sales, 0);
    compare(once, 1);
  }

  /** An id counts once within an hour. */
  private static List<Sale> withoutDuplicates(List<Sale> sales) {
    Map<String, Long> counted = new HashMap<>();
    List<Sale> kept = new ArrayList<>();
    for (Sale sale : sales) {
      Long last = counted.get(sale.id());
      if (last == null || sale.time() - last > HOUR) {
        counted.put(sale.id(), sale.time());
        kept.add(sale);
      }
    }
    return kept;
  }

  /**
   * @param round which of the customers and products are compared
   */
  private static void compare(List<Sale> sales, int round) {
    Map<String, List<Event>> parties = new HashMap<>();
    for (Sale sale : sales) {
      if (!sale.customer().isEmpty()) {
        add(parties, "customer " + sale.customer(), sale, sale.product());
      }
      add(parties, "product " + sale.product(), sale, sale.customer());
    }
    Tolerance tolerance = new Tolerance(PLAN);
    ViewEngine engine = ViewEngine.of(PLAN);
    Set<String> different = new HashSet<>();
    long compared = 0;
    for (Map.Entry<String, List<Event>> party : parties.entrySet()) {
      String name = party.getKey();
      if (FULL || Math.floorMod(name.hashCode(), ONE_IN) == round) {
        compared++;
        if (!agrees(engine, party.getValue(), tolerance, new Random(name.hashCode()))) {
          different.add(name);
        }
      }
    }
    assertThat(parties).hasSizeGreaterThan(10_000);
    assertThat(compared).isGreaterThan(1_500);
    assertThat(different).isEmpty();
  }

  private static void add(
      Map<String, List<Event>> parties, String name, Sale sale, String otherParty) {
    @Nullable Object[] inputs = {
      sale.quantity(),
      sale.price(),
      sale.price().doubleValue(),
      otherParty.isEmpty() ? null : otherParty
    };
    parties
        .computeIfAbsent(name, n -> new ArrayList<>())
        .add(new Event(0, sale.time(), new boolean[0], inputs));
  }

  /** After one of the events, with a restart there, and after the last. */
  private static boolean agrees(
      ViewEngine engine, List<Event> events, Tolerance tolerance, Random random) {
    KeyState state = engine.newState();
    int middle = random.nextInt(events.size());
    for (int i = 0; i < events.size(); i++) {
      state.apply(events.get(i), Long.MIN_VALUE);
      if (i == middle) {
        if (!agrees(state, events.subList(0, i + 1), tolerance)) {
          return false;
        }
        state = engine.read(engine.write(state));
      }
    }
    return agrees(state, events, tolerance);
  }

  private static boolean agrees(KeyState state, List<Event> events, Tolerance tolerance) {
    long asOf = state.featureTimestamp();
    @Nullable Object[] expected = NaiveKey.evaluate(PLAN, events, asOf);
    @Nullable Object[] actual = state.values();
    for (int i = 0; i < expected.length; i++) {
      if (!tolerance.allows(i, expected[i], actual[i], events, asOf)) {
        return false;
      }
    }
    return state.sequence() == events.size();
  }
}
