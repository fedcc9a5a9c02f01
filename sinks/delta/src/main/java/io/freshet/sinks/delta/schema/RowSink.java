package io.freshet.sinks.delta.schema;

import io.freshet.schemas.ValueSink;
import java.io.IOException;

/**
 * Takes rows, value by value; the position of a value is that of its column among {@link
 * TableSchema#columns()}. A column that is given no value is NULL in the row.
 */
public interface RowSink extends ValueSink {

  /**
   * Begins a row, to which the values that follow belong.
   *
   * @param partitionDay the partition, days since the epoch
   * @throws IOException if its partition cannot be written
   */
  void beginRow(int partitionDay) throws IOException;
}
