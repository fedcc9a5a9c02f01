package io.freshet.jobs.verify;

import io.freshet.defs.plan.ViewPlan;
import io.freshet.engine.NaiveKey;
import io.freshet.jobs.derive.DerivedFailures;
import io.freshet.jobs.derive.DerivedProgram;
import io.freshet.jobs.derive.DerivedValues;
import io.freshet.schemas.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares one row of a store with the naive evaluator. */
final class RowCheck {
  /** A row as a store has it. */
  record Row(long featureTimestamp, long sequence, @Nullable Object[] values) {}

  private final ViewPlan plan;
  private final Tolerance tolerance;
  private final VerifyOptions options;
  private final DerivedValues derived;
  private final List<Field> fields;

  RowCheck(ViewPlan plan, VerifyOptions options) {
    this.plan = plan;
    this.tolerance = new Tolerance(plan);
    this.options = options;
    this.derived = DerivedProgram.compile(plan).open(DerivedFailures.IGNORED);
    this.fields = plan.layout("").features();
  }

  /** What is wrong with a row; nothing if it is right. */
  List<Difference> check(
      String key, NaiveView.Entity entity, long clock, String store, @Nullable Row row) {
    return options.ended()
        ? ended(key, entity, clock, store, row)
        : live(key, entity, clock, store, row);
  }

  private List<Difference> ended(
      String key, NaiveView.Entity entity, long clock, String store, @Nullable Row row) {
    NaiveKey naive = entity.naive();
    naive.advance(clock);
    if (naive.isForgotten(clock)) {
      return row == null || store.equals(Verifier.LOGGED)
          ? List.of()
          : List.of(new Difference(plan.name(), key, store, "*", "forgotten", "a row"));
    }
    if (row == null) {
      return List.of(missing(key, store));
    }
    // events from before the key was forgotten are in no window
    List<Difference> found =
        values(key, store, naive.values(), entity, naive.featureTimestamp(), row);
    long lowestTime = options.ordered() ? naive.changedAt() : entity.events().get(0).time();
    // whether a key was forgotten in between depends on how its partitions were interleaved
    long highestSequence = options.ordered() ? naive.sequence() : entity.events().size();
    long lowestSequence = options.ordered() ? naive.changedSequence() : 1;
    between(
        key,
        store,
        "feature_timestamp",
        lowestTime,
        row.featureTimestamp(),
        naive.featureTimestamp(),
        found);
    between(key, store, "sequence", lowestSequence, row.sequence(), highestSequence, found);
    return found;
  }

  /**
   * Of a running pipeline the clock is not known; a row says itself how far it had come. What
   * changed and changed back while it was held back is not published: then the row has the values
   * of a later instant, up to the clock at the end of the input.
   */
  private List<Difference> live(
      String key, NaiveView.Entity entity, long clock, String store, @Nullable Row row) {
    long largest = entity.largestTime();
    if (row == null) {
      return store.equals(Verifier.ONLINE) && mayBeForgotten(entity)
          ? List.of()
          : List.of(missing(key, store));
    }
    if (row.sequence() > entity.events().size()) {
      return List.of(); // events came in while the check went on
    }
    long asOf = Math.max(row.featureTimestamp(), largest);
    List<Difference> found = values(key, store, entity, asOf, row);
    if (!found.isEmpty()) {
      for (long instant : entity.naive().instants(asOf, clock)) {
        if (values(key, store, entity, instant, row).isEmpty()) {
          return List.of();
        }
      }
    }
    return found;
  }

  /** A running pipeline's clock may have come as far as the wall clock. */
  private static boolean mayBeForgotten(NaiveView.Entity entity) {
    long now = System.currentTimeMillis();
    entity.naive().advance(now);
    return entity.naive().isForgotten(now);
  }

  private Difference missing(String key, String store) {
    return new Difference(plan.name(), key, store, "*", "a row", "none");
  }

  private List<Difference> values(
      String key, String store, NaiveView.Entity entity, long asOf, Row row) {
    @Nullable Object[] expected = NaiveKey.evaluate(plan, entity.events(), asOf);
    return values(key, store, expected, entity, asOf, row);
  }

  private List<Difference> values(
      String key,
      String store,
      @Nullable Object[] expected,
      NaiveView.Entity entity,
      long asOf,
      Row row) {
    List<Difference> found = new ArrayList<>();
    @Nullable Object[] actual = row.values();
    for (int i = 0; i < expected.length; i++) {
      if (!tolerance.allows(i, expected[i], actual[i], entity.events(), asOf)) {
        found.add(difference(key, store, i, expected[i], actual[i]));
      }
    }
    @Nullable Object[] right = derived.of(expected);
    if (found.isEmpty() && !Arrays.equals(right, actual)) {
      // aggregates differ within their bounds, and what is derived from them by any amount
      right = derived.of(Arrays.copyOf(actual, expected.length));
    }
    for (int i = expected.length; i < right.length; i++) {
      if (!Objects.equals(right[i], actual[i])) {
        found.add(difference(key, store, i, right[i], actual[i]));
      }
    }
    return found;
  }

  private Difference difference(
      String key, String store, int field, @Nullable Object expected, @Nullable Object actual) {
    return new Difference(
        plan.name(),
        key,
        store,
        fields.get(field).name(),
        String.valueOf(expected),
        String.valueOf(actual));
  }

  private void between(
      String key,
      String store,
      String name,
      long low,
      long actual,
      long high,
      List<Difference> found) {
    if (actual < low || actual > high) {
      found.add(
          new Difference(
              plan.name(), key, store, name, low + " to " + high, String.valueOf(actual)));
    }
  }
}
