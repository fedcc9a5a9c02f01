package io.freshet.sinks.delta.file;

import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.io.api.Binary;

/**
 * A column of single values in a row group. It does what Parquet's own writer of columns does,
 * which is called for each row, also for those without a value: in wide rows these are most.
 * Encodings, dictionaries, statistics and pages are Parquet's.
 */
final class FlatChunk implements SingleValues {
  private final boolean nullable;
  private final ColumnDescriptor column;
  private final ParquetProperties properties;
  private final PageWriter pages;
  private final ValuesWriter values;
  private final Presence presence = new Presence();
  private Statistics<?> statistics;
  private int present;

  FlatChunk(ColumnDescriptor column, PageWriter pages, ParquetProperties properties) {
    this.nullable = column.getMaxDefinitionLevel() > 0;
    this.column = column;
    this.properties = properties;
    this.pages = pages;
    this.values = properties.newValuesWriter(column);
    this.statistics = Statistics.createStats(column.getPrimitiveType());
  }

  /** The row at {@code row} of the next ones has the value that is written next. */
  void present(int row) {
    if (nullable) {
      presence.set(row);
    }
    present++;
  }

  @Override
  public void write(long value) {
    values.writeLong(value);
    statistics.updateStats(value);
  }

  @Override
  public void write(int value) {
    values.writeInteger(value);
    statistics.updateStats(value);
  }

  @Override
  public void write(double value) {
    values.writeDouble(value);
    statistics.updateStats(value);
  }

  @Override
  public void write(boolean value) {
    values.writeBoolean(value);
    statistics.updateStats(value);
  }

  @Override
  public void write(Binary value) {
    values.writeBytes(value);
    statistics.updateStats(value);
  }

  /** Ends some rows; makes a page of them and those before if there is enough. */
  void endRows(int number) throws IOException {
    presence.add(number);
    if (!nullable && present != presence.rows()) {
      throw new IllegalArgumentException(
          "A row has no value for '" + column.getPath()[0] + "', which must not be NULL");
    }
    if (presence.rows() >= properties.getPageRowCountLimit()
        || values.getBufferedSize() >= properties.getPageSizeThreshold()) {
      writePage();
    }
  }

  private void writePage() throws IOException {
    int rows = presence.rows();
    statistics.incrementNumNulls(rows - present);
    BytesInput bytes = values.getBytes();
    pages.writePage(
        nullable ? BytesInput.concat(presence.encode(), bytes) : bytes,
        rows,
        rows,
        statistics,
        Encoding.BIT_PACKED,
        nullable ? Encoding.RLE : Encoding.BIT_PACKED,
        values.getEncoding());
    values.reset();
    presence.clear();
    present = 0;
    statistics = Statistics.createStats(column.getPrimitiveType());
  }

  /** Makes pages of all that there is. */
  void finish() throws IOException {
    if (presence.rows() > 0) {
      writePage();
    }
    DictionaryPage dictionary = values.toDictPageAndClose();
    if (dictionary != null) {
      pages.writeDictionaryPage(dictionary);
      values.resetDictionary();
    }
  }

  /** Bytes in memory. */
  long size() {
    return presence.rows() / Byte.SIZE + values.getBufferedSize() + pages.getMemSize();
  }
}
