package io.freshet.sinks.kafka;

import java.io.IOException;

/**
 * The registry refuses a schema; trying again does not help. The message says why and what to do.
 */
public final class SchemaRefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  SchemaRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
