package io.freshet.engine;

import static io.freshet.engine.TestingPlans.countView;
import static io.freshet.engine.TestingPlans.event;
import static io.freshet.engine.TestingPlans.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.defs.plan.WindowPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;

class AsOfWalkTest {
  private static final int TRIES = 1_000;
  private static final long DAY = 86_400_000;

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void valuesAsOfAnyInstantAreTheNaiveOnes(@ForAll("scenarios") Scenario scenario) {
    walk(scenario);
  }

  @Property(tries = 40 * TRIES, edgeCases = EdgeCasesMode.NONE)
  @AddLifecycleHook(FullRuns.class)
  void valuesAsOfAnyInstantAreTheNaiveOnesInManyMoreTries(@ForAll("scenarios") Scenario scenario) {
    walk(scenario);
  }

  @Provide
  Arbitrary<Scenario> scenarios() {
    return Scenarios.scenarios();
  }

  @Example
  void eventsCountFromTheirTimeOnUntilTheyLeave() {
    AsOfWalk walk = new AsOfWalk(ViewEngine.of(countView(window(20, 5), WindowPlan.LIFETIME)));
    assertThat(walk.values(11)).containsExactly(0L, 0L);
    assertThat(walk.featureTimestamp()).isEqualTo(Long.MIN_VALUE);
    walk.take(event(12));
    assertThat(walk.values(12)).containsExactly(1L, 1L);
    assertThat(walk.values(34)).containsExactly(1L, 1L);
    assertThat(walk.featureTimestamp()).isEqualTo(12);
    assertThat(walk.values(36)).containsExactly(0L, 1L);
    assertThat(walk.featureTimestamp()).isEqualTo(35);
    walk.take(event(36));
    assertThat(walk.values(36)).containsExactly(1L, 2L);
    assertThat(walk.sequence()).isEqualTo(2);
  }

  @Example
  void anotherKeyBeginsWithNothing() {
    AsOfWalk walk = new AsOfWalk(ViewEngine.of(countView(WindowPlan.LIFETIME)));
    walk.take(event(12));
    walk.restart();
    assertThat(walk.values(5)).containsExactly(0L);
    assertThat(walk.sequence()).isZero();
  }

  @Example
  void lifeGoesForward() {
    AsOfWalk walk = new AsOfWalk(ViewEngine.of(countView(WindowPlan.LIFETIME)));
    walk.take(event(12));
    assertThatThrownBy(() -> walk.values(11)).isInstanceOf(IllegalArgumentException.class);
    assertThat(walk.values(20)).containsExactly(1L);
    assertThatThrownBy(() -> walk.take(event(19))).isInstanceOf(IllegalArgumentException.class);
  }

  /** Asks at the times of events, just before them, at any other times and long after all. */
  private static void walk(Scenario scenario) {
    List<Event> events = new ArrayList<>();
    List<Long> times = new ArrayList<>();
    long present = scenario.start();
    for (Scenario.Step step : scenario.steps()) {
      present += step.gap() * scenario.unit();
      if (step.kind() == Scenario.Kind.EVENT) {
        Event event = scenario.event(step, present);
        if (event.isApplied(scenario.plan().sources().get(event.source()))) {
          events.add(event);
        }
      }
      times.add(scenario.time(step, present));
      times.add(scenario.time(step, present) - 1);
    }
    long last = present;
    LongStream.rangeClosed(0, 2).forEach(i -> times.add(last + 200 * scenario.unit() + i * DAY));
    events.sort(Comparator.comparingLong(Event::time));
    times.sort(Comparator.naturalOrder());

    AsOfWalk walk = new AsOfWalk(ViewEngine.of(scenario.plan()));
    NaiveKey naive = new NaiveKey(scenario.plan());
    int taken = 0;
    for (long time : times) {
      for (; taken < events.size() && events.get(taken).time() <= time; taken++) {
        walk.take(events.get(taken));
        naive.apply(events.get(taken), Long.MIN_VALUE);
      }
      naive.advance(time);
      ValueCheck.check(scenario.plan(), events, time, walk.values(time));
      assertThat(walk.featureTimestamp()).as("T").isEqualTo(naive.featureTimestamp());
      assertThat(walk.sequence()).as("sequence").isEqualTo(taken);
    }
  }
}
