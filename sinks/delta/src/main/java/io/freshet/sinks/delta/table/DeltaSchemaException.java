package io.freshet.sinks.delta.table;

/** A table stands where rows shall be logged, and its columns are not those of the rows. */
public final class DeltaSchemaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DeltaSchemaException(String message) {
    super(message);
  }
}
