package io.freshet.sinks.delta.file;

import org.apache.parquet.schema.PrimitiveType;

/** How single values stand in a Parquet file: a column's, or a list's elements. */
interface Leaf {
  PrimitiveType type();

  /** Whether a dictionary pays: not where nearly every value is another one. */
  boolean dictionary();

  /**
   * A buffer of a column of such values.
   *
   * @param held is told of what it holds
   */
  ColumnBuffer buffer(FlatChunk chunk, Held held);

  /**
   * Writes a value.
   *
   * @param value of the class that the type asks for
   */
  void write(SingleValues out, Object value);
}
