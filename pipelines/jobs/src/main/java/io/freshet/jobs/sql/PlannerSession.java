package io.freshet.jobs.sql;

import io.freshet.defs.plan.Column;
import io.freshet.jobs.intake.SourceRow;
import java.time.ZoneId;
import java.util.List;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.StreamOperatorFactory;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.operators.CodeGenOperatorFactory;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.utils.DataTypeUtils;

/**
 * A table environment that is thrown away after use, with the rows of one source or of one view as
 * table {@code src}. What it makes never runs: compiling in the job's own environment would leave
 * its operators there.
 */
final class PlannerSession {
  static final String TABLE = "src";

  private final StreamTableEnvironment tables;

  private PlannerSession(StreamTableEnvironment tables) {
    this.tables = tables;
  }

  /** A session over the rows of a source, see {@link SourceRow}. */
  static PlannerSession over(List<Column> columns) {
    return over(SourceRow.type(columns));
  }

  /** A session over rows of {@code columns} and nothing else. */
  static PlannerSession overOnly(List<Column> columns) {
    return over(SourceRow.columnsType(columns));
  }

  private static PlannerSession over(RowType type) {
    StreamExecutionEnvironment environment = new StreamExecutionEnvironment(new Configuration());
    StreamTableEnvironment tables =
        StreamTableEnvironment.create(environment, EnvironmentSettings.inStreamingMode());
    tables.getConfig().setLocalTimeZone(ZoneId.of("UTC"));
    RowData none = new GenericRowData(type.getFieldCount());
    DataStream<RowData> rows =
        environment.fromData(InternalTypeInfo.of(type), none).returns(InternalTypeInfo.of(type));
    tables.createTemporaryView(TABLE, rows);
    return new PlannerSession(tables);
  }

  StreamTableEnvironment tables() {
    return tables;
  }

  /**
   * Compiles {@code SELECT columns FROM src}.
   *
   * @param columns SQL of each column, with its name
   */
  Projection project(List<String> columns) {
    Table query = tables.sqlQuery("SELECT " + String.join(",\n", columns) + "\nFROM " + TABLE);
    DataType type =
        DataTypeUtils.toInternalDataType(query.getResolvedSchema().toPhysicalRowDataType());
    DataStream<RowData> compiled = tables.toDataStream(query, type);
    return new Projection(
        find(compiled.getTransformation()), InternalTypeInfo.of((RowType) type.getLogicalType()));
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
