package io.freshet.sinks.delta.file;

import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;

/** Writes single values inside of lists and maps, each with the levels that were told before it. */
final class LeveledWriter implements SingleValues {
  private final ColumnWriter out;
  private int repetition;
  private int definition;

  LeveledWriter(ColumnWriter out) {
    this.out = out;
  }

  /** For values with these levels. */
  LeveledWriter at(int repetitionLevel, int definitionLevel) {
    repetition = repetitionLevel;
    definition = definitionLevel;
    return this;
  }

  /** Writes a row without a value. */
  void writeNull(int definitionLevel) {
    out.writeNull(0, definitionLevel);
  }

  @Override
  public void write(long value) {
    out.write(value, repetition, definition);
  }

  @Override
  public void write(int value) {
    out.write(value, repetition, definition);
  }

  @Override
  public void write(double value) {
    out.write(value, repetition, definition);
  }

  @Override
  public void write(boolean value) {
    out.write(value, repetition, definition);
  }

  @Override
  public void write(Binary value) {
    out.write(value, repetition, definition);
  }
}
