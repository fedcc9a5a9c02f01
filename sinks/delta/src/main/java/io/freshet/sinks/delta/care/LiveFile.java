package io.freshet.sinks.delta.care;

import io.delta.kernel.Snapshot;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A data file that a version of a table holds.
 *
 * @param key what it is known by in the log: its path, and which of its rows are deleted
 * @param path path below the table, as the log has it
 * @param partition the partition's date, {@code 2024-01-31}; empty for none
 * @param size bytes
 * @param modifiedAt when it was closed, UTC milliseconds
 * @param scanFile how Kernel reads it
 */
record LiveFile(
    String key, String path, String partition, long size, long modifiedAt, Row scanFile) {

  /** All files of a version, by key. */
  static Map<String, LiveFile> all(Engine engine, Snapshot snapshot) {
    Map<String, LiveFile> files = new LinkedHashMap<>();
    try (CloseableIterator<FilteredColumnarBatch> batches =
        snapshot.getScanBuilder().build().getScanFiles(engine, true)) {
      while (batches.hasNext()) {
        try (CloseableIterator<Row> rows = batches.next().getRows()) {
          while (rows.hasNext()) {
            LiveFile file = of(rows.next());
            files.put(file.key, file);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the log of " + snapshot.getPath(), e);
    }
    return files;
  }

  private static LiveFile of(Row scanFile) {
    AddFile add = new AddFile(scanFile.getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL));
    Map<String, String> partitions = InternalScanFileUtils.getPartitionValues(scanFile);
    String partition = partitions.size() == 1 ? partitions.values().iterator().next() : null;
    return new LiveFile(
        FileActions.key(add.getPath(), add.getDeletionVector()),
        add.getPath(),
        partition == null ? "" : partition,
        add.getSize(),
        add.getModificationTime(),
        scanFile);
  }

  /** What the log says of the file. */
  AddFile add() {
    return new AddFile(scanFile.getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL));
  }
}
