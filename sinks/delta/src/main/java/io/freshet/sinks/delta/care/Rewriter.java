package io.freshet.sinks.delta.care;

import io.delta.kernel.Snapshot;
import io.delta.kernel.data.ColumnarBatch;
import io.freshet.sinks.delta.file.TableWriter;
import io.freshet.sinks.delta.schema.TableRow;
import io.freshet.sinks.delta.table.DataFile;
import io.freshet.sinks.delta.table.DeltaSinkOptions;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Writes the rows of files of one partition to new ones, sorted. Memory is bounded by a budget for
 * the rows and what one data file takes while it is read, and one while it is written.
 */
final class Rewriter {
  private final TableLog log;
  private final DeltaSinkOptions options;
  private final long memory;
  private final Path spill;

  /**
   * A rewriter.
   *
   * @param memory bytes for rows that are being sorted
   * @param spill directory for those that find no room
   */
  Rewriter(TableLog log, DeltaSinkOptions options, long memory, Path spill) {
    this.log = log;
    this.options = options;
    this.memory = memory;
    this.spill = spill;
  }

  /**
   * Writes the rows of files that {@code snapshot} holds.
   *
   * @param progress takes the number of rows read so far
   * @return the new files, which are no part of the table yet
   */
  List<DataFile> rewrite(Snapshot snapshot, List<LiveFile> files, LongConsumer progress)
      throws IOException {
    TableShape shape = TableShape.of(snapshot);
    int day = Math.toIntExact(LocalDate.parse(files.get(0).partition()).toEpochDay());
    RowForm form = new RowForm(shape);
    try (RowSorter sorter = new RowSorter(memory, spill);
        TableWriter writer = new TableWriter(options, log.path(), shape.schema())) {
      FileRows rows = new FileRows(log.engine(), snapshot, shape.physical());
      Intake intake = new Intake(form, sorter, progress);
      for (LiveFile file : files) {
        rows.read(file, intake);
      }
      sorter.sorted(
          (bytes, start) -> {
            checkInterrupted();
            writer.write(new TableRow(day, form.readValues(bytes, start)));
          });
      return writer.drain();
    }
  }

  private static void checkInterrupted() throws InterruptedIOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("stopped while rows were moved to larger files");
    }
  }

  private static final class Intake implements FileRows.BatchReader {
    private final RowForm form;
    private final RowSorter sorter;
    private final LongConsumer progress;
    private final RowOutput row = new RowOutput();
    private long count;

    Intake(RowForm form, RowSorter sorter, LongConsumer progress) {
      this.form = form;
      this.sorter = sorter;
      this.progress = progress;
    }

    @Override
    public void accept(ColumnarBatch batch, FileRows.Selection selection) throws IOException {
      checkInterrupted();
      form.begin(batch);
      for (int i = 0; i < batch.getSize(); i++) {
        if (selection.counts(i)) {
          row.reset();
          form.writeKey(i, row);
          int keyLength = row.length();
          form.writeValues(i, row);
          sorter.add(row, keyLength);
          count++;
        }
      }
      progress.accept(count);
    }
  }
}
