package io.freshet.jobs.intake;

import io.freshet.defs.plan.Column;
import io.freshet.jobs.source.RawRecord;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.utils.JoinedRowData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.table.types.logical.utils.LogicalTypeParser;
import org.jspecify.annotations.Nullable;

/**
 * The row that leaves the intake: {@value #META} columns that say where a record came from and when
 * it happened, then the source's own columns. The first ones have names that no definition can use.
 */
public final class SourceRow {
  /** Position of the topic, or path. */
  public static final int TOPIC = 0;

  /** Position of the partition. */
  public static final int PARTITION = 1;

  /** Position of the offset. */
  public static final int OFFSET = 2;

  /** Position of the record's bytes. */
  public static final int RAW = 3;

  /** Position of the event time, UTC milliseconds. */
  public static final int TIME = 4;

  /** Position of Kafka's timestamp of the record. */
  public static final int ARRIVED_AT = 5;

  /** Position of the arrival clock: the largest event time read so far in the partition. */
  public static final int ARRIVAL_CLOCK = 6;

  /** Number of columns before the source's own. */
  public static final int META = 7;

  private static final String[] META_NAMES = {
    "__topic", "__partition", "__offset", "__raw", "__time", "__arrived_at", "__arrival_clock"
  };
  private static final LogicalType[] META_TYPES = {
    new VarCharType(VarCharType.MAX_LENGTH),
    new IntType(false),
    new BigIntType(false),
    new VarBinaryType(VarBinaryType.MAX_LENGTH),
    new BigIntType(false),
    new BigIntType(false),
    new BigIntType(false)
  };

  private SourceRow() {}

  /** Names of the columns before the source's own. */
  public static List<String> metaNames() {
    return List.of(META_NAMES);
  }

  /** The type of a source's own columns. */
  public static RowType columnsType(List<Column> columns) {
    List<RowType.RowField> fields = new ArrayList<>();
    for (Column column : columns) {
      fields.add(new RowType.RowField(column.name(), parse(column.sqlType())));
    }
    return new RowType(fields);
  }

  /** The type of the whole row. */
  public static RowType type(List<Column> columns) {
    List<RowType.RowField> fields = new ArrayList<>();
    for (int i = 0; i < META; i++) {
      fields.add(new RowType.RowField(META_NAMES[i], META_TYPES[i]));
    }
    fields.addAll(columnsType(columns).getFields());
    return new RowType(fields);
  }

  static RowData of(RawRecord record, long time, long arrivalClock, RowData columns) {
    GenericRowData meta = new GenericRowData(META);
    meta.setField(TOPIC, StringData.fromString(record.topic()));
    meta.setField(PARTITION, record.partition());
    meta.setField(OFFSET, record.offset());
    meta.setField(RAW, record.value());
    meta.setField(TIME, time);
    meta.setField(ARRIVED_AT, record.arrivedAt());
    meta.setField(ARRIVAL_CLOCK, arrivalClock);
    return new JoinedRowData(meta, columns);
  }

  /** The bytes of the record that a row came from. */
  public static byte @Nullable [] raw(RowData row) {
    return row.isNullAt(RAW) ? null : row.getBinary(RAW);
  }

  private static LogicalType parse(String sqlType) {
    return LogicalTypeParser.parse(sqlType, SourceRow.class.getClassLoader());
  }
}
