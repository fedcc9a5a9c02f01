package io.freshet.engine;

import static io.freshet.engine.TestingPlans.aggregation;
import static io.freshet.engine.TestingPlans.count;
import static io.freshet.engine.TestingPlans.countView;
import static io.freshet.engine.TestingPlans.event;
import static io.freshet.engine.TestingPlans.source;
import static io.freshet.engine.TestingPlans.view;
import static io.freshet.engine.TestingPlans.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.defs.plan.AggregateFunction;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.defs.plan.ViewSourcePlan;
import io.freshet.defs.plan.WindowPlan;
import io.freshet.schemas.ValueType;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The bytes of a state: those of released versions must stay readable. */
class StateBytesTest {
  private static final ViewSourcePlan SOURCE =
      source(1, true, ValueType.BIGINT, ValueType.DOUBLE, ValueType.STRING);
  private static final ViewPlan PLAN =
      view(
          List.of(SOURCE),
          List.of(
              count(0, -1, window(20, 5), window(40, 10)),
              count(0, 0, window(20, 5)),
              aggregation(AggregateFunction.SUM, 0, ValueType.BIGINT, window(20, 5)),
              aggregation(AggregateFunction.AVG, 1, ValueType.DOUBLE, window(20, 5)),
              aggregation(AggregateFunction.MIN, 2, ValueType.STRING, window(20, 5)),
              aggregation(AggregateFunction.LAST, 0, ValueType.BIGINT, WindowPlan.LIFETIME),
              aggregation(AggregateFunction.COUNT_DISTINCT, 2, ValueType.STRING, window(20, 5))));

  /** T = 37; the events at 12 and 19 are beyond the first window, floor(17, 5) = 15. */
  private static KeyState state(ViewEngine engine) {
    KeyState state = engine.newState();
    state.apply(sample(12, 100L, 0.5, "c"), Long.MIN_VALUE);
    state.apply(sample(19, -2L, 0.25, null), Long.MIN_VALUE);
    state.apply(sample(30, null, null, "b"), Long.MIN_VALUE);
    state.apply(sample(32, 3L, 0.25, "a"), Long.MIN_VALUE);
    state.apply(sample(37, 4L, 1.0, "b"), Long.MIN_VALUE);
    return state;
  }

  private static Event sample(long time, @Nullable Object... inputs) {
    return new Event(0, time, new boolean[] {false}, inputs);
  }

  /**
   * Each line by hand:
   *
   * <pre>
   * format 1, T = 37 (zigzag 74), sequence 5, all aggregations but the second
   * count: 3 tiles: 35 (0 back) 1, 30 (1 back) 2, 15 (3 back) 1; next level 1 tile: 10 (2 back) 1
   * sum: 3 tiles: 35: 1 value 4; 30: 1 value 3; 15: 1 value -2
   * avg: 35: 1 value 1.0; 30: 1 value 0.25; 15: 1 value 0.25
   * min: 35 "b"; 30 "a"; 15 none
   * last: at 37, the value 4
   * distinct: 35 {"b"}; 30 {"b", "a"}; 15 {}
   * </pre>
   */
  private static final String BYTES =
      "01 4a 05 7d"
          + " 03 0001 0102 0301 01 0201"
          + " 03 000208 010206 030203"
          + " 03 0004 3ff0000000000000 0104 3fd0000000000000 0304 3fd0000000000000"
          + " 03 00010162 01010161 0300"
          + " 01 4a 08"
          + " 03 00010162 010201620161 0300";

  private static byte[] bytes() {
    return parse(BYTES);
  }

  @Test
  void stateIsWrittenAsBefore() {
    ViewEngine engine = ViewEngine.of(PLAN);
    assertThat(engine.write(state(engine))).asHexString().isEqualToIgnoringCase(hex(bytes()));
  }

  @Test
  void stateOfBeforeIsRead() {
    ViewEngine engine = ViewEngine.of(PLAN);
    KeyState read = engine.read(bytes());
    assertThat(read.values()).containsExactly(4L, 5L, 0L, 5L, 0.5, "a", 4L, 2L);
    assertThat(read.values()).isEqualTo(state(engine).values());
    assertThat(read.featureTimestamp()).isEqualTo(37);
    assertThat(read.sequence()).isEqualTo(5);
    assertThat(read.nextInstant()).isEqualTo(40);
    assertThat(engine.write(read)).isEqualTo(bytes());
  }

  @Test
  void newStateIsReadBack() {
    ViewEngine engine = ViewEngine.of(PLAN);
    KeyState read = engine.read(engine.write(engine.newState()));
    assertThat(read.featureTimestamp()).isEqualTo(Long.MIN_VALUE);
    assertThat(read.sequence()).isZero();
    assertThat(read.isEmpty()).isTrue();
    assertThat(read.values()).containsExactly(0L, 0L, 0L, null, null, null, null, 0L);
  }

  @Test
  void unknownFormatIsRefused() {
    byte[] bytes = bytes();
    bytes[0] = 9;
    assertThatThrownBy(() -> ViewEngine.of(PLAN).read(bytes))
        .isInstanceOf(MalformedStateException.class)
        .hasMessageContaining("format 9")
        .hasMessageContaining("'v'");
  }

  @Test
  void truncatedBytesAreRefused() {
    ViewEngine engine = ViewEngine.of(PLAN);
    byte[] bytes = bytes();
    for (int length = 0; length < bytes.length; length++) {
      byte[] part = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> engine.read(part))
          .as("%d bytes", length)
          .isInstanceOf(MalformedStateException.class)
          .hasMessageContaining("cannot be read");
    }
    byte[] more = Arrays.copyOf(bytes, bytes.length + 1);
    assertThatThrownBy(() -> engine.read(more)).isInstanceOf(MalformedStateException.class);
  }

  @Test
  void damagedBytesAreReadOrRefusedButDoNoHarm() {
    ViewEngine engine = ViewEngine.of(PLAN);
    Random random = new Random(7);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = bytes();
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        engine.read(bytes);
      } catch (MalformedStateException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(10_000);
  }

  @Test
  void tilesInTheWrongLevelOrOrderAreRefused() {
    ViewEngine engine = ViewEngine.of(countView(window(20, 5), window(40, 10)));
    assertThatCode(() -> engine.read(parse("01 4a 01 01 02 0001 0102 00")))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> engine.read(parse("01 4a 01 01 02 0001 0002 00")))
        .as("the same tile twice")
        .isInstanceOf(MalformedStateException.class);
    assertThatThrownBy(() -> engine.read(parse("01 4a 01 01 01 0501 00")))
        .as("10 is no longer in the first level")
        .isInstanceOf(MalformedStateException.class);
    assertThatThrownBy(() -> engine.read(parse("01 4a 01 01 00 01 0001")))
        .as("30 is still in the first level")
        .isInstanceOf(MalformedStateException.class);
  }

  @Test
  void stateOfManyEventsStaysSmall() {
    // 90 days of an event a minute: at most 14 tiles of 5 minutes, 26 of an hour, 92 of a day
    long minute = 60_000;
    ViewEngine engine =
        ViewEngine.of(
            countView(
                window(60 * minute, 5 * minute),
                window(1440 * minute, 60 * minute),
                window(90 * 1440 * minute, 1440 * minute)));
    KeyState state = engine.newState();
    for (int i = 0; i < 90 * 1440; i++) {
      state.apply(event(i * minute), Long.MIN_VALUE);
    }
    assertThat(state.values()).containsExactly(65L, 1500L, 90L * 1440);
    assertThat(engine.write(state).length).isLessThan(20 + 14 * 2 + 26 * 2 + 92 * 3);
  }

  private static byte[] parse(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
