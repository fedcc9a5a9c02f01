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

  /** Goes through keys and versions, row by row. */
  static final class Versions {
    private final ColumnCursor[] keys;
    private final LongCursor available;
    private final LongCursor featureTimestamp;
    private final LongCursor generation;
    private final LongCursor sequence;
    final ByteWriter key = new ByteWriter(64);
    long availableAt;
    long asOf;
    long lineage;
    long number;

    Versions(RowGroup group, TableColumns columns) {
      keys = cursors(group, columns.keys());
      available = group.numbers(columns.available(), PackedType.TIMESTAMP);
      featureTimestamp = group.numbers(columns.featureTimestamp(), PackedType.TIMESTAMP);
      generation = group.numbers(columns.generation(), PackedType.LONG);
      sequence = group.numbers(columns.sequence(), PackedType.LONG);
    }

    /** Reads the next row's key. */
    void nextKey() {
      key.clear();
      for (ColumnCursor cursor : keys) {
        cursor.pack(key);
      }
    }

    /** Reads the version of the row whose key was read last. */
    void nextVersion() {
      availableAt = Math.floorDiv(available.next(), MICROS_PER_MILLI);
      asOf = Math.floorDiv(featureTimestamp.next(), MICROS_PER_MILLI);
      lineage = generation.next();
      number = sequence.next();
    }

    /** Passes over the version of the row whose key was read last. */
    void skipVersion() {
      available.skip();
      featureTimestamp.skip();
      generation.skip();
      sequence.skip();
    }
  }
}
