package io.freshet.sinks.delta.packed;

import org.apache.parquet.column.ColumnReader;

/** A column whose values are read as numbers. */
final class NumberCursor implements LongCursor {
  private final ColumnReader column;
  private final int defined;
  private final ValueReader.Whole reader;

  NumberCursor(ColumnReader column, ValueReader.Whole reader) {
    this.column = column;
    this.defined = column.getDescriptor().getMaxDefinitionLevel();
    this.reader = reader;
  }

  @Override
  public boolean isNull() {
    return column.getCurrentDefinitionLevel() < defined;
  }

  @Override
  public long next() {
    long value = column.getCurrentDefinitionLevel() == defined ? reader.read(column) : 0;
    column.consume();
    return value;
  }

  @Override
  public void next(long[] values, int count) {
    for (int i = 0; i < count; i++) {
      values[i] = column.getCurrentDefinitionLevel() == defined ? reader.read(column) : 0;
      column.consume();
    }
  }
}
