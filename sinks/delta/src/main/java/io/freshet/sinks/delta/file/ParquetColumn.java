package io.freshet.sinks.delta.file;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.MapType;
import io.freshet.sinks.delta.schema.TableColumn;
import org.apache.parquet.schema.Type;

/** How a column stands in a Parquet file. */
interface ParquetColumn {

  /** Its Parquet type, under its name. */
  Type type();

  /** Whether its values stand in a dictionary for as long as that pays. */
  boolean dictionary();

  /** A buffer that writes to a row group. */
  ColumnBuffer buffer(RowGroupColumns columns);

  static ParquetColumn of(TableColumn column) {
    if (column.type() instanceof ArrayType array) {
      return NestedColumn.of(column, array);
    }
    if (column.type() instanceof MapType map) {
      return NestedColumn.of(column, map);
    }
    return new Flat(Leaves.of(column));
  }

  /**
   * A column of single values.
   *
   * @param leaf the values
   */
  record Flat(Leaf leaf) implements ParquetColumn {
    @Override
    public Type type() {
      return leaf.type();
    }

    @Override
    public boolean dictionary() {
      return leaf.dictionary();
    }

    @Override
    public ColumnBuffer buffer(RowGroupColumns columns) {
      return leaf.buffer(columns.flat(leaf.type().getName()), columns.held());
    }
  }
}
