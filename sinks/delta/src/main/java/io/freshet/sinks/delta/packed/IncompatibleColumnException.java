package io.freshet.sinks.delta.packed;

import org.apache.parquet.schema.Type;

/** A column of a file does not have the type that its table says. */
public final class IncompatibleColumnException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  IncompatibleColumnException(Type file, PackedType wanted) {
    super("The column '" + file + "' of a Parquet file cannot be read as " + wanted);
  }
}
