package io.freshet.engine;

/** Bytes that are no state of a key, or not one of the given view. */
public final class MalformedStateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedStateException(String message) {
    super(message);
  }

  MalformedStateException(String message, Throwable cause) {
    super(message, cause);
  }
}
