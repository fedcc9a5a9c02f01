package io.freshet.sinks.delta.packed;

import io.freshet.schemas.ByteWriter;
import org.apache.parquet.column.ColumnReader;

/** A column of numbers, times or texts. */
final class FlatCursor implements ColumnCursor {
  private final ColumnReader column;
  private final int defined;
  private final ValueReader reader;

  FlatCursor(ColumnReader column, ValueReader reader) {
    this.column = column;
    this.defined = column.getDescriptor().getMaxDefinitionLevel();
    this.reader = reader;
  }

  @Override
  public void pack(ByteWriter out) {
    if (column.getCurrentDefinitionLevel() == defined) {
      out.writeByte(ValuePacker.VALUE);
      reader.pack(column, out);
    } else {
      out.writeByte(ValuePacker.NULL);
    }
    column.consume();
  }

  @Override
  public void skip() {
    if (column.getCurrentDefinitionLevel() == defined) {
      column.skip();
    }
    column.consume();
  }
}
