package io.freshet.jobs.derive;

import io.freshet.defs.plan.DerivedPlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.jobs.sql.RowEvaluator;
import io.freshet.jobs.sql.RowProgram;
import io.freshet.jobs.sql.RowValues;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the derived features of a view. An expression that fails, or gives a DOUBLE that is no
 * number, is NULL, then its default; it does not disturb the others. Not thread-safe.
 */
public final class DerivedValues {
  private final int features;
  private final List<DerivedPlan> derived;
  private final Level[] levels;
  private final RowValues row;
  private final DerivedFailures failures;

  /** An opened {@link DerivedProgram.Level}; programs for one expression are opened when needed. */
  private static final class Level {
    final int[] numbers;
    final RowEvaluator together;
    final List<RowProgram> programs;
    final @Nullable RowEvaluator[] alone;

    Level(DerivedProgram.Level level) {
      numbers = level.derived().stream().mapToInt(Integer::intValue).toArray();
      together = level.together().open();
      programs = level.alone();
      alone = new @Nullable RowEvaluator[numbers.length];
    }

    RowEvaluator alone(int index) {
      RowEvaluator opened = alone[index];
      if (opened == null) {
        opened = numbers.length == 1 ? together : programs.get(index).open();
        alone[index] = opened;
      }
      return opened;
    }
  }

  DerivedValues(ViewPlan plan, List<DerivedProgram.Level> levels, DerivedFailures failures) {
    this.features = plan.features().size();
    this.derived = plan.derived();
    this.levels = levels.stream().map(Level::new).toArray(Level[]::new);
    this.row = new RowValues(plan.layout("").features());
    this.failures = failures;
  }

  /**
   * All values of a row.
   *
   * @param aggregated the values of the view's features
   * @return these, then the derived ones, in the order of the view's layout
   */
  public @Nullable Object[] of(@Nullable Object[] aggregated) {
    @Nullable Object[] all = Arrays.copyOf(aggregated, features + derived.size());
    if (levels.length > 0) {
      for (int i = 0; i < features; i++) {
        row.set(i, all[i]);
      }
      for (Level level : levels) {
        evaluate(level, all);
      }
    }
    return all;
  }

  private void evaluate(Level level, @Nullable Object[] all) {
    @Nullable Object[] values;
    try {
      values = level.together.evaluate(row);
    } catch (Exception e) {
      values = oneByOne(level);
    }
    for (int i = 0; i < values.length; i++) {
      int number = level.numbers[i];
      Object value = published(derived.get(number), values[i]);
      all[features + number] = value;
      row.set(features + number, value);
    }
  }

  private @Nullable Object[] oneByOne(Level level) {
    @Nullable Object[] values = new @Nullable Object[level.numbers.length];
    for (int i = 0; i < values.length; i++) {
      try {
        values[i] = level.alone(i).evaluate(row)[0];
      } catch (Exception e) {
        failures.failed(derived.get(level.numbers[i]), e);
      }
    }
    return values;
  }

  private @Nullable Object published(DerivedPlan plan, @Nullable Object value) {
    Object sound = value;
    if (value instanceof Double number && !Double.isFinite(number)) {
      failures.failed(plan, new ArithmeticException("the result is " + number));
      sound = null;
    }
    return sound == null ? plan.defaultValue() : sound;
  }
}
