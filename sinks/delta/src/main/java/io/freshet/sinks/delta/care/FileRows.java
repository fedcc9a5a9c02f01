package io.freshet.sinks.delta.care;

import io.delta.kernel.Scan;
import io.delta.kernel.Snapshot;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.engine.FileReadResult;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.data.ScanStateRow;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.util.Optional;

/** Reads the rows of data files, in the columns that the table has now; those of none are NULL. */
final class FileRows {
  private final Engine engine;
  private final Row state;
  private final StructType physical;

  /**
   * Takes a batch.
   *
   * @see #read
   */
  interface BatchReader {
    /** Takes a batch, and which rows of it count; null for all. */
    void accept(ColumnarBatch batch, Selection selection) throws IOException;
  }

  /** Which rows of a batch count. */
  interface Selection {
    boolean counts(int row);
  }

  FileRows(Engine engine, Snapshot snapshot, StructType columns) {
    this.engine = engine;
    Scan scan = snapshot.getScanBuilder().withReadSchema(columns).build();
    this.state = scan.getScanState(engine);
    this.physical = ScanStateRow.getPhysicalDataReadSchema(state);
  }

  /** Reads a file. */
  void read(LiveFile file, BatchReader reader) throws IOException {
    CloseableIterator<ColumnarBatch> batches =
        engine
            .getParquetHandler()
            .readParquetFiles(
                Utils.singletonCloseableIterator(
                    InternalScanFileUtils.getAddFileStatus(file.scanFile())),
                physical,
                Optional.empty())
            .map(FileReadResult::getData);
    try (CloseableIterator<FilteredColumnarBatch> logical =
        Scan.transformPhysicalData(engine, state, file.scanFile(), batches)) {
      while (logical.hasNext()) {
        FilteredColumnarBatch batch = logical.next();
        Optional<ColumnVector> selected = batch.getSelectionVector();
        reader.accept(
            batch.getData(),
            row ->
                selected.isEmpty()
                    || (!selected.get().isNullAt(row) && selected.get().getBoolean(row)));
      }
    }
  }
}
