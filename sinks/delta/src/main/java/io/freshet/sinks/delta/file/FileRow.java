package io.freshet.sinks.delta.file;

import io.freshet.sinks.delta.schema.RowSink;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Hands the values of a row to the file of its partition. */
final class FileRow implements RowSink {
  private final Files files;
  private @Nullable OpenFile file;
  private ColumnBuffer[] columns = {};
  private int row;

  /** The open files of a table. */
  interface Files {
    OpenFile of(int partitionDay) throws IOException;
  }

  FileRow(Files files) {
    this.files = files;
  }

  /** Ends the row. Answers its file, which does not know of it yet. */
  OpenFile endRow() {
    OpenFile begun = file;
    if (begun == null) {
      throw new IllegalStateException("No row was begun");
    }
    file = null;
    return begun;
  }

  /**
   * @throws IllegalStateException if a row was begun, and failed before it was whole: what it has
   *     left in its columns would be another row's
   */
  void requireWhole() {
    if (file != null) {
      throw new IllegalStateException("A row has failed; its file is to be given up");
    }
  }

  @Override
  public void beginRow(int partitionDay) throws IOException {
    requireWhole();
    OpenFile begun = files.of(partitionDay);
    file = begun;
    columns = begun.columns();
    row = begun.row();
  }

  @Override
  public void takeLong(int column, long value) {
    columns[column].putLong(row, value);
  }

  @Override
  public void takeUnscaled(int column, long unscaled) {
    columns[column].putUnscaled(row, unscaled);
  }

  @Override
  public void takeDouble(int column, double value) {
    columns[column].putDouble(row, value);
  }

  @Override
  public void takeBoolean(int column, boolean value) {
    columns[column].putBoolean(row, value);
  }

  @Override
  public void takeText(int column, byte[] bytes, int offset, int length) {
    columns[column].putText(row, bytes, offset, length);
  }

  @Override
  public void takeValue(int column, Object value) {
    columns[column].put(row, value);
  }
}
