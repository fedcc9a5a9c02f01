package io.freshet.jobs.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.freshet.defs.plan.AggregateFunction;
import io.freshet.defs.plan.AggregationPlan;
import io.freshet.defs.plan.FeaturePlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.defs.plan.ViewSourcePlan;
import io.freshet.defs.plan.WindowPlan;
import io.freshet.schemas.FeatureRow;
import io.freshet.schemas.Field;
import io.freshet.schemas.ValueType;
import java.util.List;
import org.junit.jupiter.api.Test;

class ViewOperatorTest {
  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;

  /** How many events in the last hour, in steps of five minutes. */
  private static ViewPlan eventsOfAnHour() {
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
}
