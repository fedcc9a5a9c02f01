package io.freshet.jobs.training.logged;

import io.freshet.schemas.ByteWriter;
import io.freshet.sinks.delta.packed.ColumnCursor;
import io.freshet.sinks.delta.scan.ParquetScan;
import io.freshet.sinks.delta.scan.RowGroup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongPredicate;

/** Gives all rows of parts of a table, for want of room for the labels. Not thread-safe. */
final class EveryRow {
  private final TableReader reader;
  private final List<String> names;
  private final Consumer<byte[]> out;
  private final ByteWriter message = new ByteWriter(256);

  EveryRow(TableReader reader, TableColumns columns, Consumer<byte[]> out) {
    this.reader = reader;
    this.out = out;
    this.names = new ArrayList<>(columns.versions());
    this.names.addAll(columns.values());
  }

  void read(List<TableSplit> splits) throws IOException {
    for (TableSplit split : splits) {
      LongPredicate deleted = reader.deleted(split);
      try (ParquetScan file = reader.open(split)) {
        for (int group : file.groups(split.begin(), split.end())) {
          try (RowGroup rows = file.read(group, names)) {
            read(rows, file.firstRow(group), deleted);
          }
        }
      }
    }
  }

  private void read(RowGroup group, long first, LongPredicate deleted) {
    TableReader.Versions versions = reader.versions(group);
    ColumnCursor[] features = reader.features(group);
    long number = first;
    for (int rows = versions.next(); rows > 0; rows = versions.next()) {
      for (int row = 0; row < rows; row++) {
        RowMessage.beginRow(
            versions.keys.bytes(),
            versions.keyBegins[row],
            versions.keyLengths[row],
            versions.generation[row],
            versions.asOf[row],
            versions.sequence[row],
            versions.available[row],
            message);
        for (ColumnCursor feature : features) {
          feature.pack(message);
        }
        if (!deleted.test(number++)) {
          out.accept(message.toByteArray());
        }
      }
    }
  }
}
