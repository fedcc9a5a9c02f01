package io.freshet.sinks.delta.packed;

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
        public void skip() {}
      };

  /** Whether the value of the row is NULL. */
  boolean isNull();

  /** The value of the row, any number for NULL; goes on to the next row. */
  long next();

  /** Goes on to the next row. */
  void skip();
}
