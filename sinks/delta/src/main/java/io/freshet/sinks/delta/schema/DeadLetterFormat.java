package io.freshet.sinks.delta.schema;

import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.TimestampType;
import io.freshet.schemas.DeadLetter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table of dead letters, partitioned by the day of rejection so that old ones can go. */
public final class DeadLetterFormat implements RowFormat<DeadLetter> {
  /** Columns in whose order letters are read: as they were rejected. */
  public static final List<String> ORDER =
      List.of("rejected_at", "source", "topic", "partition", "offset");

  private static final long serialVersionUID = 1L;

  @Override
  public TableSchema schema() {
    List<TableColumn> columns =
        List.of(
            TableColumn.required("pipeline", StringType.STRING),
            TableColumn.required("source", StringType.STRING),
            TableColumn.optional("view", StringType.STRING),
            TableColumn.required("topic", StringType.STRING),
            TableColumn.required("partition", IntegerType.INTEGER),
            TableColumn.required("offset", LongType.LONG),
            TableColumn.required("reason", StringType.STRING),
            TableColumn.required("rejected_at", TimestampType.TIMESTAMP),
            TableColumn.required("detail", StringType.STRING),
            TableColumn.optional("raw", BinaryType.BINARY));
    // not the last two: bounds of whole records would swell the log
    return new TableSchema(columns, "rejected_date", columns.size() - 2);
  }

  @Override
  public boolean isRow(DeadLetter element) {
    return true;
  }

  @Override
  public TableRow toRow(DeadLetter letter) {
    @Nullable Object[] values = {
      letter.pipeline(),
      letter.source(),
      letter.view(),
      letter.topic(),
      letter.partition(),
      letter.offset(),
      letter.reason(),
      letter.rejectedAt(),
      letter.detail(),
      letter.raw()
    };
    return new TableRow(TableRow.day(letter.rejectedAt()), values);
  }
}
