package io.freshet.sinks.delta.care;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;

/** Rows in their order, one at a time. */
interface RowRun extends Closeable {

  /** Goes on to the next row; false if there is none. */
  boolean next() throws IOException;

  /** Holds the row, from {@link #start} on, until the next one. */
  byte[] bytes();

  int start();

  /** Length of the row's first part, by which it is sorted. */
  int keyLength();

  /** Length of all of the row. */
  int length();

  /** Compares the row with that of {@code other}. */
  default int compareTo(RowRun other) {
    return Arrays.compareUnsigned(
        bytes(),
        start(),
        start() + keyLength(),
        other.bytes(),
        other.start(),
        other.start() + other.keyLength());
  }
}
