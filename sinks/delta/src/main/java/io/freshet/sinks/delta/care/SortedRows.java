package io.freshet.sinks.delta.care;

import java.io.IOException;

/** Takes rows in their order. */
@FunctionalInterface
interface SortedRows {
  /**
   * Takes a row.
   *
   * @param bytes hold its values from {@code start} on; to be used at once
   */
  void accept(byte[] bytes, int start) throws IOException;
}
