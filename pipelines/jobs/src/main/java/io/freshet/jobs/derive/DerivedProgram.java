package io.freshet.jobs.derive;

import io.freshet.defs.plan.DerivedPlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.jobs.sql.RowCompiler;
import io.freshet.jobs.sql.RowProgram;
import io.freshet.schemas.Field;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The compiled expressions of a view's derived features. Immutable.
 *
 * <p>Those of one level are one program, which takes what they share from the row once. Each is a
 * program of its own beside it, for rows in which one of them fails.
 */
public final class DerivedProgram implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * Expressions that do not use each other.
   *
   * @param derived their numbers
   * @param together one program for all
   * @param alone a program for each
   */
  record Level(List<Integer> derived, RowProgram together, List<RowProgram> alone)
      implements Serializable {}

  private final ViewPlan plan;
  private final List<Level> levels;

  private DerivedProgram(ViewPlan plan, List<Level> levels) {
    this.plan = plan;
    this.levels = List.copyOf(levels);
  }

  /** Compiles the derived features of a view; takes tens of milliseconds for each. */
  public static DerivedProgram compile(ViewPlan plan) {
    List<Level> levels = new ArrayList<>();
    if (!plan.derived().isEmpty()) {
      RowCompiler compiler = new RowCompiler(plan.layout("").features());
      for (List<Integer> numbers : new Dependencies(plan).levels()) {
        List<RowProgram> alone = new ArrayList<>();
        for (int number : numbers) {
          alone.add(compile(compiler, plan, List.of(number)));
        }
        RowProgram together = numbers.size() == 1 ? alone.get(0) : compile(compiler, plan, numbers);
        levels.add(new Level(List.copyOf(numbers), together, List.copyOf(alone)));
      }
    }
    return new DerivedProgram(plan, levels);
  }

  private static RowProgram compile(RowCompiler compiler, ViewPlan plan, List<Integer> numbers) {
    List<DerivedPlan> derived = numbers.stream().map(plan.derived()::get).toList();
    List<Field> results = derived.stream().map(DerivedPlan::field).toList();
    return compiler.compile(results, derived.stream().map(DerivedPlan::sql).toList());
  }

  /**
   * Makes it ready to run.
   *
   * @param failures is told of expressions that fail
   */
  public DerivedValues open(DerivedFailures failures) {
    return new DerivedValues(plan, levels, failures);
  }
}
