package io.freshet.sinks.delta.file;

import java.io.IOException;
import java.util.Arrays;

/**
 * The values of a column in some rows that are not NULL, until they are written all at once.
 *
 * <p>Most values of a wide row are NULL. Here they cost nothing when the row comes, and little when
 * the column is written: one column after the other stays in the processor's caches, where one row
 * after the other walks through the memory of hundreds of columns for each of them.
 */
abstract class ColumnBuffer {
  static final int INITIAL_CAPACITY = 16;

  private int[] rows = new int[INITIAL_CAPACITY];
  private int count;

  /** A BIGINT, TIMESTAMP or DATE. */
  void putLong(int row, long value) {
    put(row, value);
  }

  /** A DECIMAL of up to 18 digits, without its point. */
  void putUnscaled(int row, long unscaled) {
    throw new IllegalArgumentException("The column takes no decimal of up to 18 digits");
  }

  /** A DOUBLE. */
  void putDouble(int row, double value) {
    put(row, value);
  }

  /** A BOOLEAN. */
  void putBoolean(int row, boolean value) {
    put(row, value);
  }

  /** A STRING as UTF-8, in bytes that stay as they are. */
  void putText(int row, byte[] bytes, int offset, int length) {
    throw new IllegalArgumentException("The column takes no text");
  }

  /** A value of the class that the column's type asks for. */
  abstract void put(int row, Object value);

  /**
   * A place for the value of a row, which comes after the rows before; asked for before the arrays
   * of values, which may be others afterwards.
   */
  final int place(int row) {
    if (count == rows.length) {
      rows = Arrays.copyOf(rows, 2 * count);
      grow(rows.length);
    }
    rows[count] = row;
    return count++;
  }

  /** Makes so many places. */
  abstract void grow(int capacity);

  /**
   * Writes the values, and forgets them.
   *
   * @param rowCount number of the rows; those without a value have NULL
   */
  final void flush(int rowCount) throws IOException {
    int before = 0;
    for (int place = 0; place < count; place++) {
      int row = rows[place];
      write(place, row, row - before);
      before = row + 1;
    }
    endRows(rowCount, rowCount - before);
    count = 0;
  }

  /**
   * Writes the value at a place.
   *
   * @param nulls how many rows before it have none
   */
  abstract void write(int place, int row, int nulls);

  /**
   * Ends so many rows.
   *
   * @param nulls how many of them, the last ones, have no value
   */
  abstract void endRows(int rowCount, int nulls) throws IOException;

  /** Makes pages of all that was written. */
  abstract void finish() throws IOException;

  /** Bytes of what was written, in memory. */
  abstract long size();
}
