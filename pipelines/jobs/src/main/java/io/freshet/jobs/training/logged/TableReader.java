package io.freshet.jobs.training.logged;

import io.delta.kernel.engine.Engine;
import io.freshet.schemas.ByteWriter;
import io.freshet.sinks.delta.packed.ColumnCursor;
import io.freshet.sinks.delta.packed.LongCursor;
import io.freshet.sinks.delta.packed.PackedColumn;
import io.freshet.sinks.delta.packed.PackedType;
import io.freshet.sinks.delta.scan.DeletedRows;
import io.freshet.sinks.delta.scan.ParquetScan;
import io.freshet.sinks.delta.scan.RowGroup;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

/** Reads row groups of a feature table. Not thread-safe. */
final class TableReader {
  private static final long MICROS_PER_MILLI = 1_000;
  private static final LongPredicate NONE = row -> false;

  private final String table;
  private final TableColumns columns;
  private final Map<String, String> hadoop;
  private final Engine engine;

  TableReader(String table, TableColumns columns, Map<String, String> hadoop, Engine engine) {
    this.table = table;
    this.columns = columns;
    this.hadoop = hadoop;
    this.engine = engine;
  }

  ParquetScan open(TableSplit split) throws IOException {
    return ParquetScan.open(hadoop, split.file().path());
  }

  /** Tells of rows, by their number in the file, whether they are deleted. */
  LongPredicate deleted(TableSplit split) {
    DeletedRows vector = split.file().deleted();
    return vector == null ? NONE : vector.load(engine, table);
  }

  /** Keys and versions of the rows of a group. */
  Versions versions(RowGroup group) {
    return new Versions(group, columns);
  }

  /** The features of the rows of a group. */
  ColumnCursor[] features(RowGroup group) {
    return cursors(group, columns.features());
  }

  private static ColumnCursor[] cursors(RowGroup group, List<PackedColumn> columns) {
    return columns.stream()
        .map(column -> group.packed(column.name(), column.type()))
        .toArray(ColumnCursor[]::new);
  }

  /** Goes through keys and versions, some rows at a time. */
  static final class Versions {
    /** Rows that are read at once. */
    static final int ROWS = 1_024;

    private final ColumnCursor[] keyColumns;
    private final LongCursor availableColumn;
    private final LongCursor asOfColumn;
    private final LongCursor generationColumn;
    private final LongCursor sequenceColumn;
    private int left;
    final ByteWriter keys = new ByteWriter(32 * ROWS);
    final int[] keyBegins = new int[ROWS];
    final int[] keyLengths = new int[ROWS];
    final long[] available = new long[ROWS];
    final long[] asOf = new long[ROWS];
    final long[] generation = new long[ROWS];
    final long[] sequence = new long[ROWS];

    Versions(RowGroup group, TableColumns columns) {
      keyColumns = cursors(group, columns.keys());
      availableColumn = group.numbers(columns.available(), PackedType.TIMESTAMP);
      asOfColumn = group.numbers(columns.featureTimestamp(), PackedType.TIMESTAMP);
      generationColumn = group.numbers(columns.generation(), PackedType.LONG);
      sequenceColumn = group.numbers(columns.sequence(), PackedType.LONG);
      left = group.rows();
    }

    /** Whether a row has the key of the one before it. */
    boolean isSameKey(int row) {
      int length = keyLengths[row];
      int begin = keyBegins[row];
      int earlier = keyBegins[row - 1];
      return length == keyLengths[row - 1]
          && Arrays.equals(
              keys.bytes(), begin, begin + length, keys.bytes(), earlier, earlier + length);
    }

    /** Reads the next rows; answers how many, 0 at the end. */
    int next() {
      int rows = Math.min(left, ROWS);
      left -= rows;
      keys.clear();
      for (int row = 0; row < rows; row++) {
        keyBegins[row] = keys.size();
        for (ColumnCursor column : keyColumns) {
          column.pack(keys);
        }
        keyLengths[row] = keys.size() - keyBegins[row];
        EntityIndex.pad(keys);
      }
      availableColumn.next(available, rows);
      asOfColumn.next(asOf, rows);
      generationColumn.next(generation, rows);
      sequenceColumn.next(sequence, rows);
      for (int row = 0; row < rows; row++) {
        // a fraction of a millisecond later is later
        available[row] = -Math.floorDiv(-available[row], MICROS_PER_MILLI);
        asOf[row] = Math.floorDiv(asOf[row], MICROS_PER_MILLI);
      }
      return rows;
    }
  }
}
