package io.freshet.engine;

import static io.freshet.engine.TestingPlans.aggregation;
import static io.freshet.engine.TestingPlans.count;
import static io.freshet.engine.TestingPlans.source;
import static io.freshet.engine.TestingPlans.view;
import static io.freshet.engine.TestingPlans.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.defs.plan.AggregateFunction;
import io.freshet.defs.plan.AggregationPlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.defs.plan.WindowPlan;
import io.freshet.schemas.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** State that was written under one definition and is read under another. */
class StateEvolutionTest {
  private static final WindowPlan SHORT = window(20, 5);
  private static final WindowPlan LONG = window(200, 50);
  private static final AggregationPlan COUNT = count(0, -1, SHORT);
  private static final AggregationPlan SUM = sum(SHORT, LONG);
  private static final AggregationPlan DISTINCT =
      aggregation(AggregateFunction.COUNT_DISTINCT, 1, ValueType.STRING, SHORT, LONG);
  private static final AggregationPlan LAST =
      aggregation(AggregateFunction.LAST, 1, ValueType.STRING, LONG, WindowPlan.LIFETIME);

  private static AggregationPlan sum(WindowPlan... windows) {
    return aggregation(AggregateFunction.SUM, 0, ValueType.BIGINT, windows);
  }

  private static ViewPlan of(AggregationPlan... aggregations) {
    return view(
        List.of(source(0, true, ValueType.BIGINT, ValueType.STRING)), List.of(aggregations));
  }

  /** Events at 12, 19, 32 and 37: values 100, 7, 3, 4 and "c", "b", "a", "b". */
  private static ViewEngine written(ViewPlan plan, List<byte[]> bytes) {
    ViewEngine engine = ViewEngine.of(plan);
    KeyState state = engine.newState();
    Object[][] inputs = {{100L, "c"}, {7L, "b"}, {3L, "a"}, {4L, "b"}};
    long[] times = {12, 19, 32, 37};
    for (int i = 0; i < times.length; i++) {
      state.apply(new Event(0, times[i], new boolean[0], inputs[i]), Long.MIN_VALUE);
    }
    bytes.add(engine.write(state));
    return engine;
  }

  private static KeyState evolve(ViewPlan before, ViewPlan after) {
    List<byte[]> bytes = new ArrayList<>();
    ViewEngine earlier = written(before, bytes);
    List<StateSchema> kept =
        earlier.schemas().stream().map(schema -> StateSchema.read(schema.write())).toList();
    KeyState read = ViewEngine.of(after, kept).read(bytes.get(0));
    // what is written under the new definition is read under it
    ViewEngine next = ViewEngine.of(after, ViewEngine.of(after, kept).schemas());
    assertThat(next.read(next.write(read)).values()).isEqualTo(read.values());
    return read;
  }

  @Test
  void aggregationsFindTheirStateWhereverTheyStand() {
    // bounds at 37: floor(17, 5) = 15 and floor(-163, 50) = -200
    assertThat(evolve(of(COUNT, SUM, DISTINCT, LAST), of(COUNT, SUM, DISTINCT, LAST)).values())
        .containsExactly(3L, 14L, 114L, 2L, 3L, "b", "b");
    assertThat(evolve(of(COUNT, SUM, DISTINCT, LAST), of(LAST, DISTINCT, SUM, COUNT)).values())
        .containsExactly("b", "b", 2L, 3L, 14L, 114L, 3L);
  }

  @Test
  void whatIsNoLongerAskedForIsPassedOver() {
    KeyState read = evolve(of(COUNT, SUM, DISTINCT, LAST), of(DISTINCT));
    assertThat(read.values()).containsExactly(2L, 3L);
    assertThat(read.featureTimestamp()).isEqualTo(37);
    assertThat(read.sequence()).isEqualTo(4);
  }

  @Test
  void whatIsNewBeginsEmpty() {
    KeyState read = evolve(of(COUNT, LAST), of(SUM, COUNT, LAST));
    assertThat(read.values()).containsExactly(null, null, 3L, "b", "b");
  }

  @Test
  void windowsComeAndGo() {
    assertThat(evolve(of(SUM), of(sum(SHORT))).values()).containsExactly(14L);
    assertThat(evolve(of(SUM), of(sum(LONG))).values()).containsExactly(114L);
    assertThat(evolve(of(sum(LONG)), of(sum(LONG, window(100, 50)))).values())
        .containsExactly(114L, 114L);
    assertThat(evolve(of(sum(SHORT)), of(sum(SHORT, WindowPlan.LIFETIME))).values())
        .as("lifetime begins with what is there")
        .containsExactly(14L, 14L);
    assertThat(evolve(of(sum(SHORT, WindowPlan.LIFETIME)), of(sum(SHORT))).values())
        .containsExactly(14L);
  }

  @Test
  void windowWithOffsetLeavesTheOthersTheirState() {
    AggregationPlan shifted =
        aggregation(
            AggregateFunction.LAST,
            1,
            ValueType.STRING,
            LONG,
            WindowPlan.LIFETIME,
            window(50, 5, 5));
    assertThat(evolve(of(LAST), of(shifted)).values()).containsExactly("b", "b", null);
    assertThat(evolve(of(shifted), of(LAST)).values()).containsExactly("b", "b");
  }

  @Test
  void stateOfSeveralDefinitionsIsReadSideBySide() {
    List<byte[]> bytes = new ArrayList<>();
    ViewEngine first = written(of(COUNT, SUM), bytes);
    ViewEngine second = ViewEngine.of(of(SUM), first.schemas());
    bytes.add(second.write(second.read(bytes.get(0))));
    ViewEngine third = ViewEngine.of(of(SUM, COUNT), second.schemas());
    assertThat(third.schemas()).hasSize(3);
    assertThat(third.read(bytes.get(0)).values()).containsExactly(14L, 114L, 3L);
    assertThat(third.read(bytes.get(1)).values()).containsExactly(14L, 114L, 0L);
  }
}
