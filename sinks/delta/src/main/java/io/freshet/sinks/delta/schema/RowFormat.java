package io.freshet.sinks.delta.schema;

import java.io.Serializable;

/**
 * How the elements of a stream become rows of a table. One writer serves all tables through it.
 *
 * @param <T> type of the elements
 */
public interface RowFormat<T> extends Serializable {

  /** The table's columns. */
  TableSchema schema();

  /** Whether the element is a row; others are passed over. */
  boolean isRow(T element);

  /** The row of an element for which {@link #isRow} holds. */
  TableRow toRow(T element);
}
