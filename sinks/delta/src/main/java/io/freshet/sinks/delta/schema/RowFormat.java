package io.freshet.sinks.delta.schema;

import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the elements of a stream become rows of a table. One writer serves all tables through it.
 *
 * @param <T> type of the elements
 */
public interface RowFormat<T> extends Serializable {

  /** The table's columns. */
  TableSchema schema();

  /** The version of the definition by which rows are made; null if there is none to tell of. */
  default @Nullable String definition() {
    return null;
  }

  /**
   * What an element that is no row tells of features: the event time, UTC milliseconds, since when
   * each is complete; empty if it tells nothing.
   */
  default Map<String, Long> completeFrom(T element) {
    return Map.of();
  }

  /** Whether the element is a row. */
  boolean isRow(T element);

  /**
   * Hands on the row of an element for which {@link #isRow} holds.
   *
   * @throws IOException as {@code out} throws it
   */
  default void write(T element, RowSink out) throws IOException {
    TableRow row = toRow(element);
    out.beginRow(row.partitionDay());
    @Nullable Object[] values = row.values();
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      if (value != null) {
        out.takeValue(i, value);
      }
    }
  }

  /** The row of an element for which {@link #isRow} holds. */
  TableRow toRow(T element);
}
