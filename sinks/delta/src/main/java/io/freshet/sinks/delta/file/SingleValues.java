package io.freshet.sinks.delta.file;

import org.apache.parquet.io.api.Binary;

/** Takes values in the types of Parquet. */
interface SingleValues {
  void write(long value);

  void write(int value);

  void write(double value);

  void write(boolean value);

  void write(Binary value);
}
