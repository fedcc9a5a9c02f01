package io.freshet.engine;

import static io.freshet.engine.TestingPlans.count;
import static io.freshet.engine.TestingPlans.countView;
import static io.freshet.engine.TestingPlans.event;
import static io.freshet.engine.TestingPlans.source;
import static io.freshet.engine.TestingPlans.valueView;
import static io.freshet.engine.TestingPlans.view;
import static io.freshet.engine.TestingPlans.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.defs.plan.AggregateFunction;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.defs.plan.WindowPlan;
import io.freshet.schemas.ValueType;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The paragraphs "As-of time of a row" and, on forgetting, "Publication", computed by hand. */
class AsOfTest {
  private static final long DAY = Duration.ofDays(1).toMillis();

  @Test
  void asOfTimeIsTheLargestEventTime() {
    new TestingKey(countView(window(20, 5)))
        .apply(event(12))
        .isAt(12, 1)
        .apply(event(10))
        .isAt(12, 2)
        .apply(event(13))
        .isAt(13, 3);
  }

  @Test
  void eventLeavesAtItsInstant() {
    // leaves at floor(12, 5) + 5 + 20 = 35
    TestingKey key = new TestingKey(countView(window(20, 5))).apply(event(12));
    assertThat(key.state.nextInstant()).isEqualTo(35);
    key.advance(34).isAt(12, 1).has(1L).advance(35).isAt(35, 1).has(0L);
  }

  @Test
  void eventBeforeTheEpochLeavesAtItsInstant() {
    // leaves at floor(-12, 5) + 5 + 20 = -15 + 25 = 10
    new TestingKey(countView(window(20, 5)))
        .apply(event(-12))
        .advance(9)
        .has(1L)
        .advance(10)
        .isAt(10, 1)
        .has(0L);
  }

  @Test
  void eventEntersAndLeavesAnOffsetWindowAtItsInstants() {
    // enters at floor(12, 5) + 5 + 10 = 25, leaves at floor(12, 5) + 5 + 20 + 10 = 45
    TestingKey key = new TestingKey(countView(window(20, 5, 10))).apply(event(12)).has(0L);
    assertThat(key.state.isEmpty()).as("pending counts").isFalse();
    assertThat(key.state.nextInstant()).isEqualTo(25);
    key.advance(24).isAt(12, 1).has(0L).advance(25).isAt(25, 1).has(1L);
    assertThat(key.state.nextInstant()).isEqualTo(45);
    key.advance(44).isAt(25, 1).has(1L).advance(45).isAt(45, 1).has(0L);
    assertThat(key.state.isEmpty()).isTrue();
  }

  @Test
  void asOfTimeIsTheLastInstantThatTheClockHasPassed() {
    // leaving at 35, 40 and 45; the clock jumps over the first two
    new TestingKey(countView(window(20, 5)))
        .apply(event(12))
        .apply(event(17))
        .apply(event(22))
        .advance(43)
        .isAt(40, 3)
        .has(1L);
  }

  @Test
  void asOfTimeNeverGoesBack() {
    new TestingKey(countView(window(20, 5)))
        .apply(event(12))
        .advance(100)
        .isAt(35, 1)
        .apply(event(30), 50)
        .isAt(35, 2)
        .has(1L)
        .advance(54)
        .isAt(35, 2)
        .advance(55)
        .isAt(55, 2)
        .has(0L);
  }

  @Test
  void lateEventWhoseInstantsHavePassedMovesTheAsOfTime() {
    // applied at clock 100: its leave, floor(50, 5) + 25 = 75, has passed
    new TestingKey(countView(window(20, 5))).apply(event(50), 100).isAt(75, 1).has(0L);
  }

  @Test
  void lateEventThatHasEnteredButNotLeft() {
    // enters at 50 + 5 + 10 = 65 <= 70 < 85 = leaves
    new TestingKey(countView(window(20, 5, 10))).apply(event(50), 70).isAt(65, 1).has(1L);
  }

  @Test
  void lateEventThatNoWindowCoversMovesTheAsOfTimeToItsInstant() {
    // the first leaves at 125; the second left at floor(92, 5) + 25 = 115, and floor(95, 5) = 95
    new TestingKey(countView(window(20, 5)))
        .apply(event(100))
        .apply(event(92), 124)
        .isAt(115, 2)
        .has(1L);
    // the second left at 35, before T
    new TestingKey(countView(window(20, 5)))
        .apply(event(100))
        .apply(event(12), 124)
        .isAt(100, 2)
        .has(1L);
  }

  @Test
  void eventThatPushesOthersOut() {
    // T = 40: floor(20, 5) = 20
    new TestingKey(countView(window(20, 5)))
        .apply(event(12))
        .apply(event(19))
        .apply(event(20))
        .apply(event(40))
        .isAt(40, 4)
        .has(2L);
  }

  @Test
  void eventWithNullValueHasInstants() {
    ViewPlan plan = valueView(AggregateFunction.SUM, ValueType.BIGINT, window(20, 5));
    TestingKey key = new TestingKey(plan).apply(event(12, new Object[] {null}));
    assertThat(key.state.nextInstant()).isEqualTo(35);
    assertThat(key.state.isEmpty()).isFalse();
    key.has(new Object[] {null}).advance(35).isAt(35, 1);
  }

  @Test
  void onlyEventsThatPassTheFilterHaveInstants() {
    ViewPlan plan =
        view(
            List.of(source(2, false)),
            List.of(count(0, 0, window(20, 5)), count(0, 1, window(40, 5))));
    TestingKey key = new TestingKey(plan);
    key.apply(new Event(0, 12, new boolean[] {false, true}, new Object[0])).has(0L, 1L);
    assertThat(key.state.nextInstant()).isEqualTo(55);
    key.advance(54).isAt(12, 1).advance(55).isAt(55, 1).has(0L, 0L);
  }

  @Test
  void eventThatPassesNoFilterIsNotApplied() {
    ViewPlan plan = view(List.of(source(1, false)), List.of(count(0, 0, window(20, 5))));
    new TestingKey(plan)
        .apply(new Event(0, 12, new boolean[] {true}, new Object[0]))
        .apply(new Event(0, 30, new boolean[] {false}, new Object[0]), 35)
        .isAt(35, 1)
        .has(0L);
  }

  @Test
  void keyIsForgottenOneDayAfterItsLastExpiry() {
    TestingKey key = new TestingKey(countView(window(20, 5), window(30, 5, 10)));
    key.isForgotten(false, 10 * DAY).apply(event(12));
    // leaves at 35, enters at 25, leaves at 55
    key.isForgotten(false, 54 + DAY).isForgotten(true, 55 + DAY);
    key.advance(54 + DAY).isAt(55, 1).isForgotten(false, 54 + DAY);
    assertThat(key.state.nextInstant()).isEqualTo(55 + DAY);
    key.isForgotten(true, 55 + DAY);
  }

  @Test
  void keyWithLifetimeFeatureIsNeverForgotten() {
    TestingKey key = new TestingKey(countView(window(20, 5), WindowPlan.LIFETIME));
    assertThat(key.state.isEmpty()).isTrue();
    key.apply(event(12)).advance(1000 * DAY).isForgotten(false, 1000 * DAY).has(0L, 1L);
    assertThat(key.state.nextInstant()).isEqualTo(Long.MAX_VALUE);
    assertThat(key.state.isEmpty()).isFalse();
  }

  @Test
  void newKeyHasNothing() {
    TestingKey key = new TestingKey(countView(window(20, 5)));
    key.isAt(Long.MIN_VALUE, 0).has(0L).advance(Long.MAX_VALUE).isAt(Long.MIN_VALUE, 0);
    assertThat(key.state.isEmpty()).isTrue();
    assertThat(key.state.nextInstant()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void lastChangeIsFoundAtTheInstantBetweenTwoStopsOfTheClock() {
    // both values leave at 35; that the NULL leaves at 40 changes nothing
    NaiveKey key = new NaiveKey(valueView(AggregateFunction.MAX, ValueType.BIGINT, window(20, 5)));
    key.apply(event(12, 7L), TestingKey.NO_CLOCK);
    assertThat(List.of(key.changedAt(), key.changedSequence())).containsExactly(12L, 1L);
    key.apply(event(14, 3L), TestingKey.NO_CLOCK);
    assertThat(List.of(key.changedAt(), key.changedSequence())).containsExactly(12L, 1L);
    key.apply(event(17, new Object[] {null}), TestingKey.NO_CLOCK);
    key.advance(50);
    assertThat(key.featureTimestamp()).isEqualTo(40);
    assertThat(List.of(key.changedAt(), key.changedSequence())).containsExactly(35L, 3L);
  }
}
