package io.freshet.jobs.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.defs.plan.AggregateFunction;
import io.freshet.defs.plan.AggregationPlan;
import io.freshet.defs.plan.DerivedPlan;
import io.freshet.defs.plan.FeaturePlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.defs.plan.ViewSourcePlan;
import io.freshet.defs.plan.WindowPlan;
import io.freshet.engine.EventCodec;
import io.freshet.jobs.window.KeyedEvent;
import io.freshet.schemas.Field;
import io.freshet.schemas.ValueType;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Rows of a running pipeline, of which the clock is not known. */
class RowCheckTest {
  private static final long DAY = 86_400_000;
  private static final String KEY = "p";
  private static final String OLDER = "events_30d - events_7d";

  /** Events of 7 and of 30 days, and by how many these are more. */
  private static final ViewPlan PLAN =
      new ViewPlan(
          "v",
          "product",
          List.of(new Field("product_id", ValueType.STRING)),
          1_000,
          null,
          List.of(new ViewSourcePlan("s", List.of("product_id"), List.of(), List.of(), true)),
          List.of(
              new AggregationPlan(
                  0,
                  AggregateFunction.COUNT,
                  -1,
                  -1,
                  null,
                  ValueType.BIGINT,
                  List.of(new WindowPlan(7 * DAY, DAY, 0), new WindowPlan(30 * DAY, DAY, 0)))),
          List.of(
              new FeaturePlan(new Field("events_7d", ValueType.BIGINT), 0, 0, null),
              new FeaturePlan(new Field("events_30d", ValueType.BIGINT), 0, 1, null)),
          List.of(new DerivedPlan(new Field("older", ValueType.BIGINT), OLDER, null)),
          List.of());

  /** Events on day 0 and day 23; the input ends with the clock at day 60. */
  private static List<Difference> check(RowCheck.Row row) {
    NaiveView view = new NaiveView(PLAN);
    byte[] payload = EventCodec.of(PLAN.sources().get(0), 0).encode(new boolean[0], new Object[0]);
    for (long day : new long[] {0, 23}) {
      long time = day * DAY;
      view.take(
          new ReplayedEvent(
              0, new KeyedEvent(KeyedEvent.Kind.EVENT, KEY, 0, time, time, time, payload), time));
    }
    return new RowCheck(PLAN, VerifyOptions.live(0))
        .check(
            KEY, Objects.requireNonNull(view.entities().get(KEY)), 60 * DAY, Verifier.ONLINE, row);
  }

  private static RowCheck.Row row(long day, long sequence, long events7d, long events30d) {
    return row(day, sequence, events7d, events30d, events30d - events7d);
  }

  private static RowCheck.Row row(
      long day, long sequence, long events7d, long events30d, long older) {
    return new RowCheck.Row(day * DAY, sequence, new Object[] {events7d, events30d, older});
  }

  @Test
  void rowIsRightAtItsOwnTime() {
    assertThat(check(row(23, 2, 1L, 2L))).isEmpty();
    assertThat(check(row(31, 2, 0L, 1L))).isEmpty();
    assertThat(check(row(54, 2, 0L, 0L))).isEmpty();
  }

  @Test
  void changeThatWentBackWhileItWasHeldBackNeedNotBePublished() {
    // published on day 8, before the second event; at the next publication, somewhere between day
    // 31 and day 54, the values were the same; the clock of the job has not come to day 54
    assertThat(check(row(8, 1, 0L, 1L))).isEmpty();
  }

  @Test
  void wrongDerivedValueIsFound() {
    assertThat(check(row(23, 2, 1L, 2L, 2L)))
        .singleElement()
        .isEqualTo(new Difference("v", KEY, Verifier.ONLINE, "older", "1", "2"));
  }

  @Test
  void lostEventIsFound() {
    assertThat(check(row(0, 1, 1L, 1L))).isNotEmpty();
    assertThat(check(row(23, 2, 1L, 1L))).extracting(Difference::feature).contains("events_30d");
  }
}
