package io.freshet.engine;

import static io.freshet.engine.TestingPlans.aggregation;
import static io.freshet.engine.TestingPlans.count;
import static io.freshet.engine.TestingPlans.event;
import static io.freshet.engine.TestingPlans.source;
import static io.freshet.engine.TestingPlans.valueView;
import static io.freshet.engine.TestingPlans.view;
import static io.freshet.engine.TestingPlans.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.defs.plan.AggregateFunction;
import io.freshet.defs.plan.AggregationPlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.defs.plan.WindowPlan;
import io.freshet.schemas.ValueType;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The paragraphs "Order" and "Values", computed by hand. */
class ValuesTest {
  private static final WindowPlan WINDOW = window(20, 5);

  @Test
  void countsOfNothingAreZeroAndAllElseIsNull() {
    new TestingKey(everyFunction()).apply(event(1, 5L)).advance(1000).has(nothing(0L, 0L));
  }

  @Test
  void nullsAreIgnored() {
    new TestingKey(everyFunction())
        .apply(event(1, new Object[] {null}))
        .has(nothing(1L, 0L))
        .apply(event(1, 4L))
        .apply(event(3, new Object[] {null}))
        .has(
            values(
                List.of(3L, 1L, 4L, 4.0, 4L, 4L, 4L, 4L, 1L),
                List.of(List.of(4L), List.of(4L), List.of(4L), 1L, 4.0, List.of(4L)),
                Arrays.asList(null, null),
                List.of(Map.of(4L, 1L))));
  }

  @Test
  void everyFunctionOfTheSameEvents() {
    new TestingKey(everyFunction())
        .apply(event(3, 2L))
        .apply(event(1, 9L))
        .apply(event(4, 2L))
        .apply(event(2, -5L))
        .has(
            values(
                List.of(4L, 4L, 8L, 2.0, -5L, 9L, 9L, 2L, 3L),
                List.of(List.of(9L, -5L), List.of(2L, 2L), List.of(2L, -5L), 3L, 2.0),
                // 2 twice, -5 and 9 once; squares 4 + 81 + 4 + 25 = 114, less 64 / 4, by 3
                List.of(List.of(2L, -5L), 98.0 / 3, Math.sqrt(98.0 / 3), Map.of(2L, 2L, -5L, 1L))));
  }

  @Test
  void defaultTakesThePlaceOfNull() {
    ViewPlan plan =
        view(
            List.of(source(0, true, ValueType.BIGINT)),
            List.of(
                aggregation(AggregateFunction.SUM, 0, ValueType.BIGINT, WINDOW),
                aggregation(AggregateFunction.MIN, 0, ValueType.BIGINT, WINDOW)),
            List.of(0L));
    new TestingKey(plan)
        .apply(event(1, new Object[] {null}))
        .has(0L, null)
        .apply(event(2, 3L))
        .has(3L, 3L)
        .advance(1000)
        .has(0L, null);
  }

  @Test
  void defaultTakesThePlaceOfAnOverflow() {
    ViewPlan plan =
        view(
            List.of(source(0, true, ValueType.BIGINT)),
            List.of(aggregation(AggregateFunction.SUM, 0, ValueType.BIGINT, WINDOW)),
            List.of(-1L));
    new TestingKey(plan).apply(event(1, Long.MAX_VALUE)).apply(event(1, 1L)).has(-1L);
  }

  @Test
  void sumOfIntegersThatDoesNotFitIsNullAndCounted() {
    ViewEngine engine =
        ViewEngine.of(valueView(AggregateFunction.SUM, ValueType.BIGINT, WindowPlan.LIFETIME));
    KeyState key = engine.newState();
    key.apply(event(1, Long.MAX_VALUE), 0);
    assertThat(key.values()).containsExactly(Long.MAX_VALUE);
    key.apply(event(1, 1L), 0);
    assertThat(key.values()).containsExactly((Object) null);
    assertThat(engine.overflows()).isEqualTo(1);
    key.apply(event(1, -2L), 0);
    assertThat(key.values()).as("the sum itself is exact").containsExactly(Long.MAX_VALUE - 1);
  }

  @Test
  void sumOfDecimalsIsExactUpTo38Digits() {
    ValueType type = ValueType.decimal(38, 2);
    BigDecimal most = new BigDecimal("999999999999999999999999999999999999.99");
    new TestingKey(valueView(AggregateFunction.SUM, type, WindowPlan.LIFETIME))
        .apply(event(1, most))
        .has(most)
        .apply(event(1, new BigDecimal("0.01")))
        .has(new Object[] {null})
        .apply(event(1, most))
        .apply(event(1, most))
        .has(new Object[] {null})
        .apply(event(1, most.negate()))
        .apply(event(1, most.negate()))
        .apply(event(1, new BigDecimal("-1.00")))
        .has(new BigDecimal("999999999999999999999999999999999999.00"));
  }

  @Test
  void sumOfDecimalsKeepsItsScale() {
    new TestingKey(valueView(AggregateFunction.SUM, ValueType.decimal(12, 3), WINDOW))
        .apply(event(1, new BigDecimal("0.100")))
        .apply(event(1, new BigDecimal("0.200")))
        .has(new BigDecimal("0.300"))
        .apply(event(1, new BigDecimal("-0.300")))
        .has(new BigDecimal("0.000"));
  }

  @Test
  void averageIsOneRoundingFromTheExactOne() {
    new TestingKey(valueView(AggregateFunction.AVG, ValueType.BIGINT, WINDOW))
        .apply(event(1, Long.MAX_VALUE))
        .apply(event(1, Long.MAX_VALUE))
        .apply(event(1, Long.MAX_VALUE - 3))
        .has(0x1p63)
        .apply(event(21, 1L))
        .apply(event(41, 2L))
        .has(1.5);
    new TestingKey(valueView(AggregateFunction.AVG, ValueType.decimal(5, 1), WINDOW))
        .apply(event(1, new BigDecimal("0.1")))
        .apply(event(1, new BigDecimal("0.2")))
        .has(0.15);
  }

  @Test
  void sumOfDoublesLeavesNothingBehind() {
    // 0.1 + 0.2 - 0.1 is not 0.2 in doubles
    new TestingKey(valueView(AggregateFunction.SUM, ValueType.DOUBLE, WINDOW))
        .apply(event(1, 0.1))
        .apply(event(6, 0.2))
        .advance(25)
        .has(0.2)
        .advance(30)
        .has(new Object[] {null});
  }

  @Test
  void smallDoublesSurviveLargeOnes() {
    new TestingKey(valueView(AggregateFunction.SUM, ValueType.DOUBLE, WINDOW))
        .apply(event(1, 1e300))
        .apply(event(2, 1.0))
        .apply(event(3, -1e300))
        .has(1.0);
  }

  @Test
  void sumOfDoublesMayPassThroughInfinity() {
    ViewPlan plan =
        view(
            List.of(source(0, true, ValueType.DOUBLE)),
            List.of(
                aggregation(AggregateFunction.SUM, 0, ValueType.DOUBLE, WINDOW),
                aggregation(AggregateFunction.AVG, 0, ValueType.DOUBLE, WINDOW)));
    new TestingKey(plan)
        .apply(event(1, 1.5e308))
        .apply(event(2, 1.5e308))
        .has(null, 1.5e308)
        .apply(event(3, -1.5e308))
        .has(1.5e308, 0.5e308);
  }

  @Test
  void firstAndLastGoByTimeThenValue() {
    ViewPlan plan =
        view(
            List.of(source(0, true, ValueType.STRING)),
            List.of(
                aggregation(AggregateFunction.FIRST, 0, ValueType.STRING, WINDOW),
                aggregation(AggregateFunction.LAST, 0, ValueType.STRING, WINDOW)));
    new TestingKey(plan)
        .apply(event(7, "m"))
        .apply(event(9, "b"))
        .has("m", "b")
        .apply(event(9, "c"))
        .apply(event(9, "a"))
        .apply(event(7, "n"))
        .apply(event(7, "l"))
        .apply(event(5, new Object[] {null}))
        .has("l", "c")
        .advance(30)
        .has(null, null);
  }

  @Test
  void stringsAreOrderedByCodePoint() {
    // UTF-16 would put the surrogates of U+1F600 before U+E000
    ViewPlan plan = valueView(AggregateFunction.MAX, ValueType.STRING, WINDOW);
    new TestingKey(plan)
        .apply(event(1, "\uE000"))
        .apply(event(1, "\uD83D\uDE00"))
        .has("\uD83D\uDE00");
    new TestingKey(plan).apply(event(1, "a")).apply(event(1, "ab")).apply(event(1, "")).has("ab");
  }

  @Test
  void falseComesBeforeTrue() {
    ViewPlan plan = valueView(AggregateFunction.LAST, ValueType.BOOLEAN, WINDOW);
    new TestingKey(plan).apply(event(1, true)).apply(event(1, false)).has(true);
  }

  @Test
  void negativeZeroIsZero() {
    for (AggregateFunction function :
        List.of(AggregateFunction.MIN, AggregateFunction.FIRST, AggregateFunction.SUM)) {
      new TestingKey(valueView(function, ValueType.DOUBLE, WINDOW)).apply(event(1, -0.0)).has(0.0);
    }
    new TestingKey(valueView(AggregateFunction.COUNT_DISTINCT, ValueType.DOUBLE, WINDOW))
        .apply(event(1, 0.0))
        .apply(event(1, -0.0))
        .has(1L);
  }

  @Test
  void valuesAreAFreshArray() {
    KeyState key =
        ViewEngine.of(valueView(AggregateFunction.MAX, ValueType.BIGINT, WINDOW)).newState();
    key.apply(event(1, 1L), 0);
    key.values()[0] = 2L;
    assertThat(key.values()).containsExactly(1L);
  }

  @Test
  void functionThatDoesNotTakeItsInputIsRefused() {
    assertThatThrownBy(
            () ->
                ViewEngine.of(
                    view(
                        List.of(source(0, true, ValueType.STRING)),
                        List.of(
                            new AggregationPlan(
                                0,
                                AggregateFunction.SUM,
                                -1,
                                0,
                                ValueType.STRING,
                                ValueType.BIGINT,
                                List.of(WINDOW))))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("STRING");
  }

  private static @Nullable Object[] values(List<?>... parts) {
    return Stream.of(parts).flatMap(List::stream).toArray();
  }

  /** Two counts, NULL, and count_distinct, which is the seventh after them. */
  private static @Nullable Object[] nothing(long events, long values) {
    @Nullable Object[] all = new @Nullable Object[1 + AggregateFunction.values().length];
    all[0] = events;
    all[1] = values;
    all[8] = 0L;
    all[1 + AggregateFunction.APPROX_COUNT_DISTINCT.ordinal()] = 0L;
    return all;
  }

  /** count(*) and then every function of one BIGINT, in the order of the functions. */
  private static ViewPlan everyFunction() {
    List<AggregationPlan> ofValues =
        Stream.of(AggregateFunction.values())
            .map(function -> aggregation(function, 0, ValueType.BIGINT, WINDOW))
            .toList();
    List<AggregationPlan> all =
        Stream.concat(Stream.of(count(0, -1, WINDOW)), ofValues.stream()).toList();
    return view(List.of(source(0, true, ValueType.BIGINT)), all);
  }
}
