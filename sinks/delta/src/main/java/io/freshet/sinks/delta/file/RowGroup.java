package io.freshet.sinks.delta.file;

import java.io.IOException;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;

/**
 * The rows of a file that are still in memory: first as they came, and from time to time, when
 * enough of them have come, as pages of their columns.
 */
final class RowGroup implements RowGroupColumns, AutoCloseable {
  /** Rows that are held as they came; fewer, where they are large. */
  private static final int BATCH = 512;

  private static final long MOST_HELD = 1 << 20;

  private final FileForm form;
  private final ColumnChunkPageWriteStore pages;

  /** Of lists and maps. */
  private final ColumnWriteStore nested;

  private final ColumnBuffer[] columns;
  private final Held held = new Held();
  private long rows;
  private int batch;

  RowGroup(FileForm form, PageCompressor compressor) {
    this.form = form;
    ParquetProperties properties = form.properties();
    pages =
        new ColumnChunkPageWriteStore(
            compressor,
            form.schema(),
            new HeapByteBufferAllocator(),
            properties.getColumnIndexTruncateLength(),
            properties.getPageWriteChecksumEnabled());
    nested = properties.newColumnWriteStore(form.nested(), pages);
    columns = new ColumnBuffer[form.columns().length];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = form.columns()[i].buffer(this);
    }
  }

  @Override
  public FlatChunk flat(String name) {
    ColumnDescriptor column = form.schema().getColumnDescription(new String[] {name});
    return new FlatChunk(column, pages.getPageWriter(column), form.properties());
  }

  @Override
  public ColumnWriter nested(String... path) {
    return nested.getColumnWriter(form.schema().getColumnDescription(path));
  }

  @Override
  public Held held() {
    return held;
  }

  /** What takes the values of the row that is being written. */
  ColumnBuffer[] columns() {
    return columns;
  }

  /** The row that is being written, among those of its batch. */
  int row() {
    return batch;
  }

  /**
   * Ends the row.
   *
   * @return whether it was the last one of a batch: {@link #size} is a new one
   */
  boolean endRow() throws IOException {
    batch++;
    if (batch < BATCH && held.bytes() < MOST_HELD) {
      return false;
    }
    flush();
    return true;
  }

  /** Bytes in memory, without the rows of the last batch. */
  long size() {
    long size = nested.getBufferedSize();
    for (ColumnBuffer column : columns) {
      size += column.size();
    }
    return size;
  }

  private void flush() throws IOException {
    for (ColumnBuffer column : columns) {
      column.flush(batch);
    }
    for (int i = 0; i < batch; i++) {
      nested.endRecord();
    }
    rows += batch;
    batch = 0;
    held.clear();
  }

  /** Writes all, which is then in memory no more. */
  void writeTo(ParquetFileWriter file) throws IOException {
    flush();
    if (rows > 0) {
      file.startBlock(rows);
      for (ColumnBuffer column : columns) {
        column.finish();
      }
      nested.flush();
      pages.flushToFileWriter(file);
      file.endBlock();
    }
  }

  @Override
  public void close() {
    nested.close();
    pages.close();
  }
}
