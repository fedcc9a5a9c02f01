package io.freshet.sinks.delta.scan;

import io.freshet.sinks.delta.packed.ColumnCursor;
import io.freshet.sinks.delta.packed.Cursors;
import io.freshet.sinks.delta.packed.LongCursor;
import io.freshet.sinks.delta.packed.PackedType;
import io.freshet.sinks.delta.packed.PagedCursors;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
  private final Set<String> plain;

  /**
   * Columns.
   *
   * @param plain names of columns that have nothing but plain values and dictionaries
   */
  RowGroup(
      MessageType columns,
      @Nullable PageReadStore pages,
      long rows,
      @Nullable ParsedVersion writer,
      Set<String> plain) {
    this.columns = columns;
    this.pages = pages;
    this.rows = rows;
    this.writer = writer;
    this.plain = Set.copyOf(plain);
  }

  /** Number of rows. */
  public int rows() {
    return Math.toIntExact(rows);
  }

  /** A column's values, packed as {@code type}; all NULL if the file lacks the column. */
  public ColumnCursor packed(String column, PackedType type) {
    if (!columns.containsField(column)) {
      return Cursors.NULLS;
    }
    PageReadStore store = Objects.requireNonNull(pages);
    Optional<ColumnCursor> paged =
        plain.contains(column)
            ? PagedCursors.of(columns, column, type, store)
            : Optional.empty();
    return paged.orElseGet(() -> Cursors.of(columns, column, type, store, writer));
  }

  /** A column's values as numbers, of times microseconds; all NULL if the file lacks the column. */
  public LongCursor numbers(String column, PackedType type) {
    if (!columns.containsField(column)) {
      return LongCursor.NULLS;
    }
    PageReadStore store = Objects.requireNonNull(pages);
    Optional<LongCursor> paged =
        plain.contains(column)
            ? PagedCursors.numbers(columns, column, type, store)
            : Optional.empty();
    return paged.orElseGet(() -> Cursors.numbers(columns, column, type, store, writer));
  }

  @Override
  public void close() {
    if (pages != null) {
      pages.close();
    }
  }
}
