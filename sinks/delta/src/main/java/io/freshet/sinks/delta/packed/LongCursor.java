package io.freshet.sinks.delta.packed;

import java.util.Arrays;

/** Reads a column of whole numbers or times of a row group, row by row. Not thread-safe. */
public interface LongCursor {
  /** A column that is not there. */
  LongCursor NULLS =
      new LongCursor() {
        @Override
        public boolean isNull() {
          return true;
        }

        @Override
        public long next() {
          return 0;
        }

        @Override
        public void next(long[] values, int count) {
          Arrays.fill(values, 0, count, 0);
        }
      };

  /** Whether the value of the row is NULL. */
  boolean isNull();

  /** The value of the row, any number for NULL; goes on to the next row. */
  long next();

  /** Reads the values of {@code count} rows, any number for NULL. */
  void next(long[] values, int count);
}
