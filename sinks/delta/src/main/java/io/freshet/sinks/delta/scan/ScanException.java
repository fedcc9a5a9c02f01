package io.freshet.sinks.delta.scan;

/** A table, or a version of it, that cannot be read; the message says why and what to do. */
public final class ScanException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ScanException(String message) {
    super(message);
  }

  ScanException(String message, Throwable cause) {
    super(message, cause);
  }
}
