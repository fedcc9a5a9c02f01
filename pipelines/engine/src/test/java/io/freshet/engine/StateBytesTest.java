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
import java.math.BigDecimal;
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
   * format 3, schema 0, T = 37 (zigzag 74), sequence 5, nothing published
   * 4 starts in units of 5 and steps of 10, before 35: 10 (5 units back), 15 (a unit on),
   *   30 (15, 3 units on), 35 (a unit on); all aggregations but the second
   * count, 5 bytes: all 4 tiles: 1, 1, 2, 1
   * sum, 8 bytes: 3 tiles, all but the first: 1 value -2; 1 value 3; 1 value 4
   * avg, 32 bytes: the same tiles, each there: 0.25; 0.25; 1.0, one value each
   * min, 11 bytes: the same tiles: none; there, "a"; there, "b"
   * last, 4 bytes: no tile, but a rest: a value, at 37, 4
   * distinct, 9 bytes: the same tiles: none; "a"; "b"
   * </pre>
   */
  private static final String BYTES =
      "03 00 4a 05 0000000000000000"
          + " 04 0a 02 06 02 7d"
          + " 05 08 01010201"
          + " 08 06 0e 0203 0206 0208"
          + " 20 06 0e 01043fd0000000000000 01043fd0000000000000 01043ff0000000000000"
          + " 0b 06 0e 0001 010161 01010162"
          + " 04 01 01 4a 08"
          + " 09 06 0e 00 010161 010162";

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

  /**
   * Sums and extremes, and what is beyond 64 bits of them. Each line by hand:
   *
   * <pre>
   * format 3, schema 0, T = 37 (zigzag 74), sequence 3, nothing published
   * 2 starts in units of 5, before 35: 30 (a unit back), 35 (a unit on); all four aggregations
   * sum of decimals, 23 bytes: both tiles: 1 value 1.5; 2 values, the sum in 16 bytes
   * max of decimals, 20 bytes: both tiles: none, the newer is as good; too large, in 16 bytes
   * min of doubles, 11 bytes: both tiles: none; -0.5
   * max of longs, 14 bytes: both tiles: too large, in 10 bytes; 5
   * </pre>
   */
  private static final String NUMBERS =
      "03 00 4a 03 0000000000000000"
          + " 02 03 03 0f"
          + " 17 04 02b0ea01 05104b3b4ca85a86c47a098a224000000000"
          + " 14 04 00 03104b3b4ca85a86c47a098a223fffffffff"
          + " 0b 04 00 01bfe0000000000000"
          + " 0e 04 03feffffffffffffffff01 010a";

  private static final ViewPlan NUMBERS_PLAN =
      view(
          List.of(source(0, true, ValueType.decimal(38, 4), ValueType.DOUBLE, ValueType.BIGINT)),
          List.of(
              aggregation(AggregateFunction.SUM, 0, ValueType.decimal(38, 4), window(20, 5)),
              aggregation(AggregateFunction.MAX, 0, ValueType.decimal(38, 4), window(20, 5)),
              aggregation(AggregateFunction.MIN, 1, ValueType.DOUBLE, window(20, 5)),
              aggregation(AggregateFunction.MAX, 2, ValueType.BIGINT, window(20, 5))));

  @Test
  void numbersBeyondALongAreWrittenAsBefore() {
    BigDecimal most = new BigDecimal("9999999999999999999999999999999999.9999");
    ViewEngine engine = ViewEngine.of(NUMBERS_PLAN);
    KeyState state = engine.newState();
    state.apply(number(30, new BigDecimal("1.5000"), 0.25, Long.MAX_VALUE), Long.MIN_VALUE);
    state.apply(number(36, most, -0.5, 5L), Long.MIN_VALUE);
    state.apply(number(37, new BigDecimal("0.0001"), 1.0, null), Long.MIN_VALUE);

    assertThat(engine.write(state)).asHexString().isEqualToIgnoringCase(hex(parse(NUMBERS)));
    KeyState read = engine.read(parse(NUMBERS));
    assertThat(read.values()).containsExactly(null, most, -0.5, Long.MAX_VALUE);
    assertThat(read.values()).isEqualTo(state.values());
    assertThat(engine.overflows()).isEqualTo(3);
    assertThat(engine.write(read)).isEqualTo(parse(NUMBERS));
  }

  private static Event number(long time, @Nullable Object... inputs) {
    return new Event(0, time, new boolean[0], inputs);
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
  void tilesThatCannotBeAreRefused() {
    ViewEngine engine = ViewEngine.of(countView(window(20, 5), window(40, 10)));
    String head = "03 00 4a 01 0000000000000000 ";
    // tiles at 10 and 30 of 10, 30 and 35: a list of one byte would be no shorter than the bitmap
    assertThatCode(() -> engine.read(parse(head + "03 0a 05 02 01 04 04 03 0101")))
        .doesNotThrowAnyException();
    refuses(engine, head + "03 0a 05 00 01 04 04 03 0101", "the same tile twice");
    refuses(engine, head + "03 0a 05 02 01 04 04 07 0101", "more tiles than are told");
    refuses(engine, head + "03 0a 05 02 01 05 04 01 0101", "fewer tiles than are told");
    refuses(engine, head + "03 0a 05 02 01 05 08 03 0101", "more tiles than the directory has");
    refuses(engine, head + "03 0a 05 02 01 03 04 03 0101", "longer than it says");
    refuses(engine, head + "7f 0a 05 02 01 04 04 03 0101", "a directory beyond the bytes");
    refuses(engine, "03 01 4a 01 0000000000000000 00 00", "a schema that is not known");
  }

  private static void refuses(ViewEngine engine, String bytes, String why) {
    assertThatThrownBy(() -> engine.read(parse(bytes)))
        .as(why)
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
    assertThat(engine.write(state).length).isLessThan(20 + 14 * 2 + 26 * 2 + 92 * 3 + 20);
  }

  private static byte[] parse(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
