package io.freshet.jobs.training.output;

import io.freshet.schemas.ByteWriter;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** The files that one task writes. Not thread-safe. */
interface RowFiles extends Closeable {

  /** Writes a row: packed values of all columns. */
  void write(ByteWriter row) throws IOException;

  /** Completes all files and answers their names. */
  List<String> complete() throws IOException;

  /** Closes what is open; it is not complete then. */
  @Override
  void close() throws IOException;
}
