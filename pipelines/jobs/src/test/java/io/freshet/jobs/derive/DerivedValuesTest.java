package io.freshet.jobs.derive;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.defs.plan.ViewPlan;
import io.freshet.schemas.ValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.util.InstantiationUtil;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DerivedValuesTest {
  private static final long DAY = 86_400_000;

  private final TestingView view = new TestingView();
  private final List<String> failed = new ArrayList<>();

  private static @Nullable Object[] features(@Nullable Long a, @Nullable Long b) {
    return new @Nullable Object[] {
      a,
      b,
      0.5,
      new BigDecimal("12.50"),
      "été",
      true,
      10 * DAY + 1,
      3L,
      List.of("x", "y"),
      Map.of("k", 7L)
    };
  }

  /** What is derived, by a program that went through the network. */
  private @Nullable Object[] derive(@Nullable Object[]... rows) throws Exception {
    ViewPlan plan = view.plan();
    DerivedProgram program = InstantiationUtil.clone(DerivedProgram.compile(plan));
    DerivedValues values = program.open((derived, cause) -> failed.add(derived.field().name()));
    @Nullable Object[] last = new @Nullable Object[0];
    for (@Nullable Object[] row : rows) {
      @Nullable Object[] all = values.of(row);
      assertThat(Arrays.copyOf(all, row.length)).isEqualTo(row);
      last = Arrays.copyOfRange(all, row.length, all.length);
    }
    return last;
  }

  @Test
  void valuesOfAllTypesGoInAndComeOut() throws Exception {
    view.derive("total", ValueType.BIGINT, "a + b")
        .derive("half", ValueType.DOUBLE, "ratio / 2")
        .derive("cost", ValueType.decimal(38, 2), "price * 2")
        .derive("shout", ValueType.STRING, "UPPER(word) || '!'")
        .derive("no", ValueType.BOOLEAN, "NOT flag")
        .derive("later", ValueType.TIMESTAMP, "seen_at + INTERVAL '1' DAY")
        .derive("born", ValueType.DATE, "birthday")
        .derive("second", ValueType.STRING, "words[2]")
        .derive("has_x", ValueType.BOOLEAN, "ARRAY_CONTAINS(words, 'x')")
        .derive("ks", ValueType.BIGINT, "kinds['k']")
        .derive("length", ValueType.BIGINT, "CARDINALITY(words) -- as INT");
    assertThat(derive(features(2L, 3L)))
        .containsExactly(
            5L, 0.25, new BigDecimal("25.00"), "ÉTÉ!", false, 11 * DAY + 1, 3L, "y", true, 7L, 2L);
    assertThat(failed).isEmpty();
  }

  @Test
  void nullIsNullAsInSqlUntilADefaultReplacesIt() throws Exception {
    view.derive("total", ValueType.BIGINT, "a + b")
        .derive("total_or_9", ValueType.BIGINT, "a + b", 9L)
        .derive("more", ValueType.BIGINT, "total_or_9 + 1")
        .derive("none", ValueType.BIGINT, "total + 1")
        .derive("known", ValueType.BOOLEAN, "total IS NOT NULL")
        .derive("either", ValueType.BOOLEAN, "total > 0 OR b > 0")
        .derive("neither", ValueType.BOOLEAN, "a > 0 AND b > 0")
        .derive("coalesced", ValueType.BIGINT, "COALESCE(a, b, 0)");
    assertThat(derive(features(null, 3L)))
        .containsExactly(null, 9L, 10L, null, false, true, null, 3L);
    assertThat(failed).isEmpty();
  }

  @Test
  void aRowOfNullsIsDerivedToo() throws Exception {
    view.derive("total", ValueType.BIGINT, "a + CARDINALITY(words)")
        .derive("text", ValueType.STRING, "word || 'x'")
        .derive("one", ValueType.BIGINT, "1");
    @Nullable Object[] nulls = new @Nullable Object[TestingView.FEATURES.size()];
    assertThat(derive(features(1L, 1L), nulls)).containsExactly(null, null, 1L);
  }

  @Test
  void failingExpressionIsNullAndDisturbsNoOther() throws Exception {
    view.derive("quotient", ValueType.BIGINT, "a / b")
        .derive("total", ValueType.BIGINT, "a + b")
        .derive("number", ValueType.BIGINT, "CAST(word AS INT)", -1L)
        .derive("after", ValueType.BIGINT, "number + total")
        .derive("lost", ValueType.BIGINT, "quotient + 1");
    assertThat(derive(features(6L, 0L))).containsExactly(null, 6L, -1L, 5L, null);
    assertThat(failed).containsExactly("quotient", "number");
  }

  @Test
  void rowAfterAFailureIsWhole() throws Exception {
    view.derive("quotient", ValueType.BIGINT, "a / b").derive("total", ValueType.BIGINT, "a + b");
    assertThat(derive(features(6L, 0L), features(6L, 3L))).containsExactly(2L, 9L);
    assertThat(failed).containsExactly("quotient");
  }

  @Test
  void numberThatIsNoneIsAFailure() throws Exception {
    view.derive("infinite", ValueType.DOUBLE, "1 / (ratio - 0.5e0)", 0.0)
        .derive("after", ValueType.DOUBLE, "infinite + 1");
    assertThat(derive(features(1L, 1L))).containsExactly(0.0, 1.0);
    assertThat(failed).containsExactly("infinite");
  }

  @Test
  void programIsOpenedAsOftenAsNeeded() {
    DerivedProgram program =
        DerivedProgram.compile(
            view.derive("has_x", ValueType.BOOLEAN, "ARRAY_CONTAINS(words, 'x')").plan());
    DerivedValues first = program.open(DerivedFailures.IGNORED);
    DerivedValues second = program.open(DerivedFailures.IGNORED);
    assertThat(first.of(features(1L, 1L))).endsWith(true);
    assertThat(second.of(features(1L, 1L))).endsWith(true);
    assertThat(first.of(features(1L, 1L))).endsWith(true);
  }

  @Test
  void viewWithoutDerivedFeaturesStaysAsItIs() throws Exception {
    assertThat(derive(features(1L, null))).isEmpty();
  }
}
