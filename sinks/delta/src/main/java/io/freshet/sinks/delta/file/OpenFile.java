package io.freshet.sinks.delta.file;

import io.freshet.sinks.delta.s3.S3OutputFile;
import io.freshet.sinks.delta.table.TablePaths;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.jspecify.annotations.Nullable;

/**
 * A data file that takes rows, one by one.
 *
 * <p>Kernel writes Parquet too, with the same library, but it pulls the rows of a whole file from
 * an iterator, which a stream cannot give without a thread or a buffer for each file.
 */
final class OpenFile implements Closeable {
  /** Arrays for the rows of a batch, and what Parquet has for each column before the first. */
  private static final int BYTES_OF_COLUMN = 8 << 10;

  private final FileForm form;
  private final String path;
  private final int partitionDay;
  private final long openedAt;
  private final PageCompressor compressor;
  private final ParquetFileWriter file;
  private final @Nullable S3OutputFile remote;
  private RowGroup rowGroup;
  private long rows;
  private long buffered;

  OpenFile(
      Configuration hadoop,
      String table,
      String path,
      int partitionDay,
      long openedAt,
      FileForm form,
      PageCompressor compressor)
      throws IOException {
    this.form = form;
    this.path = path;
    this.partitionDay = partitionDay;
    this.openedAt = openedAt;
    this.compressor = compressor;
    this.remote = TablePaths.isLocal(table) ? null : new S3OutputFile(table + "/" + path, hadoop);
    OutputFile output = remote != null ? remote : localFile(TablePaths.local(table).resolve(path));
    this.file =
        new ParquetFileWriter(
            output,
            form.schema(),
            ParquetFileWriter.Mode.CREATE,
            form.rowGroupSize(),
            ParquetWriter.MAX_PADDING_SIZE_DEFAULT,
            null,
            form.properties());
    file.start();
    this.rowGroup = new RowGroup(form, compressor);
  }

  /**
   * A file without Hadoop, whose local file system starts a process to set the rights of each file
   * and writes a checksum beside it: 20 ms that a stream waits for, for each day that it has rows
   * of.
   */
  private static OutputFile localFile(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    return new LocalOutputFile(file);
  }

  /** What takes the values of the row that is being written. */
  ColumnBuffer[] columns() {
    return rowGroup.columns();
  }

  /** The row that is being written, by the count of {@link ColumnBuffer}. */
  int row() {
    return rowGroup.row();
  }

  /**
   * Ends the row.
   *
   * @return whether {@link #size} has changed
   */
  boolean endRow() throws IOException {
    rows++;
    boolean changed = rowGroup.endRow();
    if (changed) {
      buffered = rowGroup.size();
      if (buffered >= form.rowGroupSize()) {
        writeRowGroup();
        rowGroup = new RowGroup(form, compressor);
        buffered = 0;
      }
    }
    return changed;
  }

  private void writeRowGroup() throws IOException {
    try (RowGroup group = rowGroup) {
      group.writeTo(file);
    }
  }

  /** Bytes so far, written and in memory, without the last rows. */
  long size() throws IOException {
    return file.getPos() + buffered;
  }

  /** Bytes in memory, more or less. */
  long held() {
    return buffered + (long) form.columns().length * BYTES_OF_COLUMN;
  }

  long rows() {
    return rows;
  }

  String path() {
    return path;
  }

  int partitionDay() {
    return partitionDay;
  }

  long openedAt() {
    return openedAt;
  }

  /** Completes the file. */
  @Override
  public void close() throws IOException {
    writeRowGroup();
    file.end(Map.of());
  }

  /** Gives the file up. On S3 nothing is left of it; a local one stays, and is to be deleted. */
  void abandon() throws IOException {
    if (remote != null) {
      remote.abort();
    }
    file.close();
  }
}
