package io.freshet.jobs.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.freshet.defs.plan.AggregateFunction;
import io.freshet.defs.plan.AggregationPlan;
import io.freshet.defs.plan.FeaturePlan;
import io.freshet.defs.plan.InputPlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.defs.plan.ViewSourcePlan;
import io.freshet.defs.plan.WindowPlan;
import io.freshet.schemas.FeatureRow;
import io.freshet.schemas.Field;
import io.freshet.schemas.RowCodec;
import io.freshet.schemas.ValueType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ViewOperatorTest {
  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;
  private static final int KEYS = 500;

  /** How many events in the last hour, in steps of five minutes. */
  static ViewPlan eventsOfAnHour() {
    return new ViewPlan(
        "v",
        "user",
        List.of(new Field("user_id", ValueType.STRING)),
        1_000,
        null,
        List.of(new ViewSourcePlan("s", List.of("user_id"), List.of(), List.of(), true)),
        List.of(
            new AggregationPlan(
                0,
                AggregateFunction.COUNT,
                -1,
                -1,
                null,
                ValueType.BIGINT,
                List.of(new WindowPlan(HOUR, HOUR / 12, 0)))),
        List.of(new FeaturePlan(new Field("events_1h", ValueType.BIGINT), 0, 0, null)));
  }

  /** The same, of a day too; and how many have a value. */
  private static ViewPlan eventsOfAnHourAndADay() {
    ViewPlan hour = eventsOfAnHour();
    WindowPlan day = new WindowPlan(DAY, HOUR, 0);
    AggregationPlan events =
        new AggregationPlan(
            0,
            AggregateFunction.COUNT,
            -1,
            -1,
            null,
            ValueType.BIGINT,
            List.of(day, hour.aggregations().get(0).windows().get(0)));
    AggregationPlan first =
        new AggregationPlan(
            0, AggregateFunction.COUNT, -1, 0, ValueType.BIGINT, ValueType.BIGINT, List.of(day));
    return new ViewPlan(
        hour.name(),
        hour.entity(),
        hour.keys(),
        hour.freshness(),
        null,
        List.of(
            new ViewSourcePlan(
                "s",
                List.of("user_id"),
                List.of(),
                List.of(new InputPlan(-1, "1", ValueType.BIGINT)),
                true)),
        List.of(first, events),
        List.of(
            new FeaturePlan(new Field("events_1h", ValueType.BIGINT), 1, 1, null),
            new FeaturePlan(new Field("events_1d", ValueType.BIGINT), 1, 0, null),
            new FeaturePlan(new Field("ones_1d", ValueType.BIGINT), 0, 0, null)));
  }

  @Test
  void keyThatStillWaitsAtTheEndIsForgottenIfItsTimeHasCome() throws Exception {
    try (ViewHarness view = new ViewHarness(eventsOfAnHour(), 200, 1 << 20)) {
      view.event("a", 0);
      view.event("b", 10 * DAY);
      view.end(10 * DAY);
      assertThat(view.published())
          .extracting(FeatureRow::key, FeatureRow::kind)
          .contains(tuple("a", FeatureRow.Kind.FORGET))
          .doesNotContain(tuple("b", FeatureRow.Kind.FORGET));
    }
  }

  @Test
  void everyKeyExpiresAfterTheNumberOfTasksHasChanged() throws Exception {
    List<ViewHarness> tasks = List.of(new ViewHarness(eventsOfAnHour(), 200, 1));
    for (int i = 0; i < KEYS; i++) {
      tasks.get(0).event("k" + i, 10 * DAY);
    }
    Set<String> zero = new HashSet<>();
    for (int parallelism : new int[] {3, 2, 1}) {
      tasks = ViewHarness.rescale(tasks, parallelism);
      ViewHarness.of("late", tasks).event("late", 10 * DAY);
    }
    tasks = ViewHarness.rescale(tasks, 2);
    for (ViewHarness task : tasks) {
      task.clock(10 * DAY + 2 * HOUR);
      for (int wallClock = 10; wallClock < 5_000; wallClock += 10) {
        task.wallClock(wallClock);
      }
      for (FeatureRow row : task.published()) {
        assertThat(ViewHarness.of(row.key(), tasks)).as(row.key()).isSameAs(task);
        zero.add(row.key());
      }
      task.close();
    }
    assertThat(zero).hasSize(KEYS + 1);
  }

  @Test
  void featureThatIsNewCountsFromThenOnAndTheOthersGoOn() throws Exception {
    try (ViewHarness view = new ViewHarness(eventsOfAnHour(), 0, 1 << 20)) {
      view.wallClock(1);
      view.started(5 * DAY);
      view.event("a", 10 * DAY);
      view.clock(10 * DAY);
      view.restart(eventsOfAnHourAndADay());
      view.wallClock(2);
      view.event("a", 10 * DAY + 1, 1L);
      FeatureRow last = view.published().get(view.published().size() - 1);
      RowCodec codec = new RowCodec(eventsOfAnHourAndADay().layout("test"));
      assertThat(codec.decode(last.packed())).containsExactly(2L, 2L, 1L);
      assertThat(view.layout().completeFrom())
          .containsEntry("events_1h", 5 * DAY)
          .containsEntry("events_1d", 10 * DAY - HOUR)
          .containsEntry("ones_1d", 10 * DAY);
    }
  }

  @Test
  void burstOfExpiriesHoldsUpNeitherEventsNorCheckpoints() throws Exception {
    try (ViewHarness view = new ViewHarness(eventsOfAnHour(), 200, 1)) {
      view.wallClock(1);
      for (int i = 0; i < KEYS; i++) {
        view.event("k" + i, 10 * DAY);
      }
      view.checkpoint();
      int before = view.published().size();
      assertThat(before).isEqualTo(KEYS);

      view.clock(10 * DAY + 2 * HOUR);
      view.event("live", 10 * DAY + 2 * HOUR);
      view.checkpoint();
      List<FeatureRow> since = view.published().subList(before, view.published().size());
      assertThat(since).extracting(FeatureRow::key).contains("live");
      assertThat(since).as("a few expiries and the live key").hasSizeLessThan(10);

      // what was not dealt with is dealt with after a restart
      view.restart();
      for (int wallClock = 10; wallClock < 5_000; wallClock += 10) {
        view.wallClock(wallClock);
      }
      assertThat(view.published()).hasSize(2 * KEYS + 1);
    }
  }
}
