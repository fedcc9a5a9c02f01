package io.freshet.sinks.delta.packed;

import io.freshet.schemas.ByteWriter;

/**
 * Reads a column of a row group, row by row. Not thread-safe.
 *
 * <p>Values that are passed over are not decoded, which takes a fraction of the time.
 */
public interface ColumnCursor {

  /** Packs the value of the row, and goes on to the next row. */
  void pack(ByteWriter out);

  /** Goes on to the next row. */
  void skip();

  /** Passes over rows. */
  default void skip(int rows) {
    for (int i = 0; i < rows; i++) {
      skip();
    }
  }
}
