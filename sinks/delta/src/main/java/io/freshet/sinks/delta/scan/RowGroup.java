package io.freshet.sinks.delta.scan;

import io.freshet.sinks.delta.packed.ColumnCursor;
import io.freshet.sinks.delta.packed.Cursors;
import io.freshet.sinks.delta.packed.LongCursor;
import io.freshet.sinks.delta.packed.PackedType;
import java.util.Objects;
import org.apache.parquet.VersionParser.ParsedVersion;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** Columns of a row group, in memory. Each column is read once, from the first row on. */
public final class RowGroup implements AutoCloseable {
  private final MessageType columns;
  private final @Nullable PageReadStore pages;
  private final long rows;
  private final @Nullable ParsedVersion writer;

  RowGroup(
      MessageType columns,
      @Nullable PageReadStore pages,
      long rows,
      @Nullable ParsedVersion writer) {
    this.columns = columns;
    this.pages = pages;
    this.rows = rows;
    this.writer = writer;
  }

  /** Number of rows. */
  public int rows() {
    return Math.toIntExact(rows);
  }

  /** A column's values, packed as {@code type}; all NULL if the file lacks the column. */
  public ColumnCursor packed(String column, PackedType type) {
    return columns.containsField(column)
        ? Cursors.of(columns, column, type, Objects.requireNonNull(pages), writer)
        : Cursors.NULLS;
  }

  /** A column's values as numbers, of times microseconds; all NULL if the file lacks the column. */
  public LongCursor numbers(String column, PackedType type) {
    return columns.containsField(column)
        ? Cursors.numbers(columns, column, type, Objects.requireNonNull(pages), writer)
        : LongCursor.NULLS;
  }

  @Override
  public void close() {
    if (pages != null) {
      pages.close();
    }
  }
}
