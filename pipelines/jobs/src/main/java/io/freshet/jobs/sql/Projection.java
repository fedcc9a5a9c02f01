package io.freshet.jobs.sql;

import io.freshet.defs.plan.Column;
import io.freshet.defs.plan.InputPlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.defs.plan.ViewSourcePlan;
import io.freshet.jobs.intake.SourceRow;
import io.freshet.schemas.Field;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.operators.StreamOperatorFactory;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.operators.CodeGenOperatorFactory;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.utils.DataTypeUtils;

/**
 * What a view takes from the events of one source, as one compiled SQL projection.
 *
 * <p>Its rows hold the {@link SourceRow#META} columns, the join keys, the filters and the inputs.
 * An input is evaluated only where its filter passes.
 *
 * @param factory the planner's operator
 * @param type type of the rows that leave it
 */
public record Projection(CodeGenOperatorFactory<RowData> factory, InternalTypeInfo<RowData> type) {

  /** Compiles a projection. */
  public static Projection compile(List<Column> columns, ViewPlan view, ViewSourcePlan source) {
    PlannerSession session = PlannerSession.over(columns);
    Table query = session.tables().sqlQuery(sql(view, source));
    DataType type =
        DataTypeUtils.toInternalDataType(query.getResolvedSchema().toPhysicalRowDataType());
    DataStream<RowData> compiled = session.tables().toDataStream(query, type);
    return new Projection(
        find(compiled.getTransformation()), InternalTypeInfo.of((RowType) type.getLogicalType()));
  }

  static String sql(ViewPlan view, ViewSourcePlan source) {
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
    return "SELECT " + String.join(",\n", columns) + "\nFROM " + PlannerSession.TABLE;
  }

  private static String cast(String expression, String type, String name) {
    return "CAST((" + expression + "\n) AS " + type + ") AS " + name;
  }

  @SuppressWarnings("unchecked")
  private static CodeGenOperatorFactory<RowData> find(Transformation<?> last) {
    for (Transformation<?> t = last; !t.getInputs().isEmpty(); t = t.getInputs().get(0)) {
      if (t instanceof OneInputTransformation<?, ?> one) {
        StreamOperatorFactory<?> factory = one.getOperatorFactory();
        if (factory instanceof CodeGenOperatorFactory<?> generated
            && t.getName().contains("Calc")) {
          return (CodeGenOperatorFactory<RowData>) generated;
        }
      }
    }
    throw new IllegalStateException(
        "Flink's planner made no projection of its own; this version of Flink is not supported");
  }
}
