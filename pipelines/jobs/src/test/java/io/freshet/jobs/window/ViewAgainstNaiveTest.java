package io.freshet.jobs.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.defs.plan.AggregateFunction;
import io.freshet.defs.plan.AggregationPlan;
import io.freshet.defs.plan.FeaturePlan;
import io.freshet.defs.plan.InputPlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.defs.plan.ViewSourcePlan;
import io.freshet.defs.plan.WindowPlan;
import io.freshet.engine.Event;
import io.freshet.engine.NaiveKey;
import io.freshet.schemas.FeatureRow;
import io.freshet.schemas.Field;
import io.freshet.schemas.PackedRow;
import io.freshet.schemas.RowCodec;
import io.freshet.schemas.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Random events of a few keys, a random clock and random restarts: whatever is kept in memory and
 * whatever is held back, what was published last is what the naive evaluator says.
 */
class ViewAgainstNaiveTest {
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final int SCENARIOS = 60;
  private static final int STEPS = 120;

  private static final ViewPlan PLAN =
      view(
          aggregation(
              AggregateFunction.COUNT, -1, window(HOUR, 5 * MINUTE, 0), window(DAY, HOUR, 0)),
          aggregation(
              AggregateFunction.SUM,
              0,
              window(DAY, HOUR, 0),
              window(7 * DAY, HOUR, 0),
              window(DAY, HOUR, DAY)),
          aggregation(AggregateFunction.MAX, 0, window(HOUR, 5 * MINUTE, 0)),
          aggregation(AggregateFunction.COUNT_DISTINCT, 0, window(7 * DAY, HOUR, 0)),
          aggregation(AggregateFunction.LAST, 0, window(7 * DAY, HOUR, 0)));

  private static ViewPlan view(AggregationPlan... aggregations) {
    List<FeaturePlan> features = new ArrayList<>();
    for (int i = 0; i < aggregations.length; i++) {
      for (int window = 0; window < aggregations[i].windows().size(); window++) {
        Field field = new Field("f" + i + "_" + window, aggregations[i].resultType());
        features.add(new FeaturePlan(field, i, window, null));
      }
    }
    return new ViewPlan(
        "v",
        "user",
        List.of(new Field("user_id", ValueType.STRING)),
        1_000,
        null,
        List.of(
            new ViewSourcePlan(
                "s",
                List.of("user_id"),
                List.of(),
                List.of(new InputPlan(-1, "x", ValueType.BIGINT)),
                true)),
        List.of(aggregations),
        features);
  }

  private static AggregationPlan aggregation(
      AggregateFunction function, int input, WindowPlan... windows) {
    return new AggregationPlan(
        0,
        function,
        -1,
        input,
        input < 0 ? null : ValueType.BIGINT,
        ValueType.BIGINT,
        List.of(windows));
  }

  private static WindowPlan window(long size, long hop, long offset) {
    return new WindowPlan(size, hop, offset);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "0, 100000", "200, 1", "200, 100000"})
  void lastPublishedRowsAreThoseOfTheNaiveEvaluator(long hold, long memory) throws Exception {
    for (int seed = 0; seed < SCENARIOS; seed++) {
      new Run(seed, hold, memory).run();
    }
  }

  /** One scenario. */
  private static final class Run {
    private final Random random;
    private final String name;
    private final long hold;
    private final ViewHarness view;
    private final RowCodec codec = new RowCodec(PLAN.layout("test"));
    private final Map<String, NaiveKey> naive = new HashMap<>();
    private long present = 100 * DAY;
    private long clock = Long.MIN_VALUE;
    private long wallClock;

    Run(int seed, long hold, long memory) throws Exception {
      this.random = new Random(seed);
      this.name = "scenario " + seed;
      this.hold = hold;
      this.view = new ViewHarness(PLAN, hold, memory);
    }

    void run() throws Exception {
      try (view) {
        for (int step = 0; step < STEPS; step++) {
          switch (random.nextInt(10)) {
            case 0 -> view.restart();
            case 1, 2, 3 -> advance();
            default -> event();
          }
          if (hold == 0) {
            compare();
          }
        }
        settle();
        compare();
        present += 20 * DAY;
        advance();
        settle();
        compare();
        assertThat(naive).as(name).allSatisfy((key, state) -> assertThat(isGone(state)).isTrue());
        assertThat(view.entries()).as("%s: what forgotten keys leave behind", name).isZero();
      }
    }

    private void event() throws Exception {
      String key = "k" + random.nextInt(6);
      present += random.nextInt(5) == 0 ? random.nextInt((int) DAY) : random.nextInt(600_000);
      long late = random.nextInt(4) == 0 ? random.nextInt((int) (3 * DAY)) : 0;
      long value = random.nextInt(5);
      view.event(key, present - late, value);
      NaiveKey state = naive.computeIfAbsent(key, k -> new NaiveKey(PLAN));
      if (isGone(state)) {
        state = new NaiveKey(PLAN);
        naive.put(key, state);
      }
      state.apply(new Event(0, present - late, new boolean[0], new Object[] {value}), clock);
    }

    private void advance() throws Exception {
      clock = Math.max(clock, present - random.nextInt(3) * HOUR);
      view.clock(clock);
      wallClock += random.nextInt(300);
      view.wallClock(wallClock);
    }

    /** Time for all that is held back and all that has come due. */
    private void settle() throws Exception {
      for (int i = 0; i < 100; i++) {
        wallClock += 50;
        view.wallClock(wallClock);
      }
    }

    private boolean isGone(NaiveKey state) {
      state.advance(clock);
      return state.isForgotten(clock);
    }

    private void compare() {
      Map<String, FeatureRow> last = new HashMap<>();
      view.published().forEach(row -> last.put(row.key(), row));
      naive.forEach(
          (key, state) -> {
            state.advance(clock);
            FeatureRow row = last.get(key);
            if (row == null || state.isForgotten(clock)) {
              assertThat(row)
                  .as("%s, %s", name, key)
                  .isNotNull()
                  .extracting(FeatureRow::kind)
                  .isEqualTo(FeatureRow.Kind.FORGET);
              return;
            }
            assertThat(row.kind()).as("%s, %s", name, key).isEqualTo(FeatureRow.Kind.ROW);
            @Nullable Object[] values = codec.decode(row.packed());
            assertThat(values).as("%s, %s", name, key).containsExactly(state.values());
            assertThat(PackedRow.featureTimestamp(row.packed()))
                .as("%s, %s: T", name, key)
                .isLessThanOrEqualTo(state.featureTimestamp())
                .isGreaterThanOrEqualTo(state.changedAt());
          });
    }
  }
}
