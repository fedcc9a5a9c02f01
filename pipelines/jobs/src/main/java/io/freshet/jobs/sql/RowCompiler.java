package io.freshet.jobs.sql;

import io.freshet.defs.plan.Column;
import io.freshet.schemas.Field;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.runtime.generated.GeneratedClass;

/** Compiles expressions over rows of given columns, by Flink's planner. Not thread-safe. */
public final class RowCompiler {
  private final PlannerSession session;

  /**
   * @param columns the columns of a row, which may all be NULL
   */
  public RowCompiler(List<Field> columns) {
    session = PlannerSession.overOnly(columns.stream().map(Column::of).toList());
  }

  /**
   * Compiles expressions that are evaluated together.
   *
   * @param results name and type of each result, which is no list or counts
   * @param expressions the SQL of each result, which is cast to its type
   */
  public RowProgram compile(List<Field> results, List<String> expressions) {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      String type = SqlTypes.sql(results.get(i).type());
      columns.add(Projection.cast(expressions.get(i), type, "__result_" + i));
    }
    GeneratedClass<?> generated = session.project(columns).factory().getGeneratedClass();
    return new RowProgram(
        DetachedOperator.rebase(generated), results.stream().map(Field::type).toList());
  }
}
