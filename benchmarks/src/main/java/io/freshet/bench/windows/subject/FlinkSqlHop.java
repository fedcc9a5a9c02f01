package io.freshet.bench.windows.subject;

import java.time.ZoneOffset;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.table.types.utils.DataTypeUtils;

/** Flink SQL's HOP: count, sum and largest, planned as anyone's query is. */
final class FlinkSqlHop {
  private static final RowType ROW =
      RowType.of(
          new LogicalType[] {VarCharType.STRING_TYPE, new DoubleType()},
          new String[] {"user_id", "reading"});

  private FlinkSqlHop() {}

  static DataStream<?> attach(JobParts parts) {
    DataStream<RowData> rows =
        ReadingDecoder.readings(parts)
            .map(reading -> row(reading.f0, reading.f1))
            .returns(InternalTypeInfo.of(ROW))
            .name("rows");
    StreamTableEnvironment tables = StreamTableEnvironment.create(parts.environment());
    tables.getConfig().setLocalTimeZone(ZoneOffset.UTC);
    tables.createTemporaryView(
        "readings",
        rows,
        Schema.newBuilder()
            .column("user_id", "STRING")
            .column("reading", "DOUBLE")
            .columnByMetadata("rt", "TIMESTAMP_LTZ(3)", "rowtime", true)
            .watermark("rt", "SOURCE_WATERMARK()")
            .build());
    HopWindow window = HopWindow.of(parts.plan());
    Table result =
        tables.sqlQuery(
            """
            SELECT user_id, window_start, window_end, COUNT(*), SUM(reading), MAX(reading)
            FROM TABLE(HOP(TABLE readings, DESCRIPTOR(rt),
                INTERVAL '%d' MINUTE(5), INTERVAL '%d' MINUTE(5)))
            GROUP BY user_id, window_start, window_end
            """
                .formatted(window.slide().toMinutes(), window.size().toMinutes()));
    DataType type = result.getResolvedSchema().toPhysicalRowDataType();
    return tables.toDataStream(result, DataTypeUtils.toInternalDataType(type));
  }

  private static RowData row(String user, double reading) {
    return GenericRowData.of(StringData.fromString(user), reading);
  }
}
