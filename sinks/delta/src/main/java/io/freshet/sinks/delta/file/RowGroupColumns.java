package io.freshet.sinks.delta.file;

import org.apache.parquet.column.ColumnWriter;

/** What the columns of a row group are written to. */
interface RowGroupColumns {
  /** A column of single values. */
  FlatChunk flat(String name);

  /** Single values inside of a list or map, as Parquet writes them. */
  ColumnWriter nested(String... path);

  /** What buffers hold. */
  Held held();
}
