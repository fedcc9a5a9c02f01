package io.freshet.sinks.delta.schema;

import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.TimestampType;
import io.freshet.schemas.ArchivedRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table of a source's records, partitioned by the day of their arrival. */
public final class ArchiveFormat implements RowFormat<ArchivedRecord> {
  public static final String TOPIC = "topic";
  public static final String PARTITION = "partition";
  public static final String OFFSET = "offset";
  public static final String ARRIVED_AT = "arrived_at";
  public static final String KEY = "key";
  public static final String VALUE = "value";
  public static final String ARRIVAL_DATE = "arrival_date";

  /** All columns but the last, in the order of {@link ArchivedRecord}. */
  public static final List<String> COLUMNS =
      List.of(TOPIC, PARTITION, OFFSET, ARRIVED_AT, KEY, VALUE);

  /** The order in which rows are laid down when files are merged: that of the topic. */
  public static final List<String> ORDER = List.of(TOPIC, PARTITION, OFFSET);

  private static final long serialVersionUID = 1L;

  /**
   * The end of the year 9999. Producers may write any timestamp, and those after it are no dates:
   * they become this one, which is as far in the future as any event may be.
   */
  private static final long LATEST = 253_402_300_799_999L;

  @Override
  public TableSchema schema() {
    List<TableColumn> columns =
        List.of(
            TableColumn.required(TOPIC, StringType.STRING),
            TableColumn.required(PARTITION, IntegerType.INTEGER),
            TableColumn.required(OFFSET, LongType.LONG),
            TableColumn.required(ARRIVED_AT, TimestampType.TIMESTAMP),
            TableColumn.optional(KEY, BinaryType.BINARY),
            TableColumn.optional(VALUE, BinaryType.BINARY));
    // not the last two: bounds of whole records would swell the log
    return new TableSchema(columns, ARRIVAL_DATE, columns.size() - 2);
  }

  @Override
  public boolean isRow(ArchivedRecord element) {
    return true;
  }

  @Override
  public TableRow toRow(ArchivedRecord record) {
    long arrivedAt = Math.min(record.arrivedAt(), LATEST);
    @Nullable Object[] values = {
      record.topic(), record.partition(), record.offset(), arrivedAt, record.key(), record.value()
    };
    return new TableRow(TableRow.day(arrivedAt), values);
  }
}
