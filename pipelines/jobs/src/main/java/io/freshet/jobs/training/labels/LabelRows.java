package io.freshet.jobs.training.labels;

import java.io.IOException;
import java.util.function.Consumer;

/** The rows of a part of labels. */
interface LabelRows {

  /** Takes a row: packed values of all columns. */
  @FunctionalInterface
  interface Taker {
    /**
     * Takes a row.
     *
     * @param row holds the values until the call returns
     * @param offsets where each begins, and where the last one ends
     */
    void take(byte[] row, int[] offsets) throws LabelFaultException;
  }

  /**
   * Reads all rows.
   *
   * @param faults is told what is wrong with rows, with file and line or row
   */
  void forEach(Taker rows, Consumer<String> faults) throws IOException;
}
