package io.freshet.engine;

import static io.freshet.engine.TestingPlans.countView;
import static io.freshet.engine.TestingPlans.event;
import static io.freshet.engine.TestingPlans.window;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.defs.plan.WindowPlan;
import org.junit.jupiter.api.Test;

/** The paragraph "Window", with numbers computed by hand. */
class WindowTest {

  @Test
  void windowBeginsAtWholeHop() {
    // T = 37, W = 20, h = 5: floor(17, 5) = 15 <= event_time <= 37
    new TestingKey(countView(window(20, 5)))
        .apply(event(14))
        .apply(event(15))
        .apply(event(36))
        .apply(event(37))
        .has(3L);
  }

  @Test
  void windowBeginsAtWholeHopBeforeTheEpoch() {
    // T = -3, W = 20, h = 5: floor(-23, 5) = -25 <= event_time <= -3
    new TestingKey(countView(window(20, 5)))
        .apply(event(-3))
        .apply(event(-26))
        .has(1L)
        .apply(event(-25))
        .has(2L)
        .apply(event(-21))
        .has(3L);
  }

  @Test
  void windowSpansTheEpoch() {
    // T = 2, W = 10, h = 10: floor(-8, 10) = -10
    new TestingKey(countView(window(10, 10)))
        .apply(event(2))
        .apply(event(-10))
        .apply(event(-11))
        .has(2L);
  }

  @Test
  void windowWithOffsetEndsBeforeTheLastHop() {
    // T = 37, W = 20, h = 5, O = 10: floor(7, 5) = 5 <= event_time < floor(27, 5) = 25
    new TestingKey(countView(window(20, 5, 10)))
        .apply(event(37))
        .has(0L)
        .apply(event(25))
        .has(0L)
        .apply(event(24))
        .has(1L)
        .apply(event(5))
        .has(2L)
        .apply(event(4))
        .has(2L);
  }

  @Test
  void windowWithOffsetEndsBeforeTheLastHopBeforeTheEpoch() {
    // T = 3, W = 10, h = 5, O = 5: floor(-12, 5) = -15 <= event_time < floor(-2, 5) = -5
    new TestingKey(countView(window(10, 5, 5)))
        .apply(event(3))
        .apply(event(-5))
        .has(0L)
        .apply(event(-6))
        .has(1L)
        .apply(event(-15))
        .has(2L)
        .apply(event(-16))
        .has(2L);
  }

  @Test
  void lifetimeHasNoLowerBound() {
    new TestingKey(countView(WindowPlan.LIFETIME))
        .apply(event(1_700_000_000_000L))
        .apply(event(-1_700_000_000_000L))
        .has(2L)
        .advance(Long.MAX_VALUE)
        .has(2L)
        .isAt(1_700_000_000_000L, 2);
  }

  @Test
  void windowsOfOneAggregationAreIndependent() {
    // T = 100: [90,100], [60,100], [60,90), everything
    new TestingKey(
            countView(window(10, 1), window(40, 20), window(30, 10, 10), WindowPlan.LIFETIME))
        .apply(event(59))
        .apply(event(60))
        .apply(event(89))
        .apply(event(90))
        .apply(event(100))
        .has(2L, 4L, 2L, 5L);
  }

  @Test
  void coarseHopOfShortWindowAndFineHopOfLongWindow() {
    // T = 125: [100,125] by hop 20, [95,125] by hop 1
    new TestingKey(countView(window(20, 20), window(30, 1)))
        .apply(event(94))
        .apply(event(95))
        .apply(event(99))
        .apply(event(100))
        .apply(event(125))
        .has(2L, 4L);
  }

  @Test
  void windowOfOneHopCoversUpToTwo() {
    // T = 19: floor(9, 10) = 0; T = 20: floor(10, 10) = 10
    new TestingKey(countView(window(10, 10)))
        .apply(event(0))
        .apply(event(19))
        .has(2L)
        .apply(event(20))
        .has(2L);
  }

  @Test
  void hopThatDoesNotDivideIsRefused() {
    assertThatThrownBy(() -> ViewEngine.of(countView(window(10, 3))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("hop");
    assertThatThrownBy(() -> ViewEngine.of(countView(window(10, 5, 3))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ViewEngine.of(countView(window(10, 0))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
