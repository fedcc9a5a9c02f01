package io.freshet.sinks.delta.packed;

import io.freshet.schemas.ByteWriter;
import org.apache.parquet.column.ColumnReader;

/** A column of lists (one leaf) or maps (two, which go side by side). */
final class NestedCursor implements ColumnCursor {
  private final ColumnReader[] leaves;
  private final ValueReader[] readers;
  private final int list;
  private final int entry;
  private final ByteWriter entries = new ByteWriter(64);

  /**
   * A cursor.
   *
   * @param list definition level from which on there is a list
   * @param entry definition level from which on it has an entry
   */
  NestedCursor(ColumnReader[] leaves, ValueReader[] readers, int list, int entry) {
    this.leaves = leaves;
    this.readers = readers;
    this.list = list;
    this.entry = entry;
  }

  @Override
  public void pack(ByteWriter out) {
    int level = leaves[0].getCurrentDefinitionLevel();
    if (level < entry) {
      if (level < list) {
        out.writeByte(ValuePacker.NULL);
      } else {
        out.writeByte(ValuePacker.VALUE);
        out.writeUnsigned(0);
      }
      consume();
      return;
    }
    entries.clear();
    int count = 0;
    do {
      for (int i = 0; i < leaves.length; i++) {
        packValue(leaves[i], readers[i]);
      }
      consume();
      count++;
    } while (leaves[0].getCurrentRepetitionLevel() > 0);
    out.writeByte(ValuePacker.VALUE);
    out.writeUnsigned(count);
    out.writeRaw(entries.bytes(), 0, entries.size());
  }

  private void packValue(ColumnReader leaf, ValueReader reader) {
    if (leaf.getCurrentDefinitionLevel() == leaf.getDescriptor().getMaxDefinitionLevel()) {
      entries.writeByte(ValuePacker.VALUE);
      reader.pack(leaf, entries);
    } else {
      entries.writeByte(ValuePacker.NULL);
    }
  }

  @Override
  public void skip() {
    do {
      for (ColumnReader leaf : leaves) {
        if (leaf.getCurrentDefinitionLevel() == leaf.getDescriptor().getMaxDefinitionLevel()) {
          leaf.skip();
        }
      }
      consume();
    } while (leaves[0].getCurrentRepetitionLevel() > 0);
  }

  private void consume() {
    for (ColumnReader leaf : leaves) {
      leaf.consume();
    }
  }
}
