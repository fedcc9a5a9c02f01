package io.freshet.sinks.delta.care;

/** A table, or what was asked of it, does not allow it; the message says why and what to do. */
public final class CareException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CareException(String message) {
    super(message);
  }

  CareException(String message, Throwable cause) {
    super(message, cause);
  }
}
