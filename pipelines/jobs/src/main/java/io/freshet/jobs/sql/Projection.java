package io.freshet.jobs.sql;

import io.freshet.defs.plan.Column;
import io.freshet.defs.plan.DeduplicatePlan;
import io.freshet.defs.plan.InputPlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.defs.plan.ViewSourcePlan;
import io.freshet.jobs.intake.SourceRow;
import io.freshet.schemas.Field;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.operators.CodeGenOperatorFactory;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;

/**
 * A compiled SQL projection of the rows of a source.
 *
 * @param factory the planner's operator
 * @param type type of the rows that leave it
 */
public record Projection(CodeGenOperatorFactory<RowData> factory, InternalTypeInfo<RowData> type) {

  /**
   * What a view takes from the events of one source: the {@link SourceRow#META} columns, the join
   * keys, the filters and the inputs. An input is evaluated only where its filter passes.
   */
  public static Projection compile(List<Column> columns, ViewPlan view, ViewSourcePlan source) {
    return PlannerSession.over(columns).project(select(view, source));
  }

  /** The whole row of a source, and behind it the id by which it is told apart, a STRING. */
  public static Projection withId(List<Column> columns, DeduplicatePlan deduplicate) {
    List<String> all = new ArrayList<>(SourceRow.metaNames());
    columns.forEach(column -> all.add("`" + column.name() + "`"));
    all.add(cast(deduplicate.sql(), "STRING", "__id"));
    return PlannerSession.over(columns).project(all);
  }

  private static List<String> select(ViewPlan view, ViewSourcePlan source) {
    List<String> columns = new ArrayList<>(SourceRow.metaNames());
    for (int i = 0; i < view.keys().size(); i++) {
      Field key = view.keys().get(i);
      columns.add(cast(source.keys().get(i), SqlTypes.sql(key.type()), "__key_" + i));
    }
    for (int i = 0; i < source.filters().size(); i++) {
      columns.add("(" + source.filters().get(i) + "\n) AS __filter_" + i);
    }
    for (int i = 0; i < source.inputs().size(); i++) {
      InputPlan input = source.inputs().get(i);
      String name = "__input_" + i;
      String type = SqlTypes.sql(input.type());
      columns.add(
          input.filter() < 0
              ? cast(input.sql(), type, name)
              : "CASE WHEN ("
                  + source.filters().get(input.filter())
                  + "\n) THEN CAST(("
                  + input.sql()
                  + "\n) AS "
                  + type
                  + ") END AS "
                  + name);
    }
    return columns;
  }

  static String cast(String expression, String type, String name) {
    return "CAST((" + expression + "\n) AS " + type + ") AS " + name;
  }
}
