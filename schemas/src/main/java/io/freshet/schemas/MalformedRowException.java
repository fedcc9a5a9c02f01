package io.freshet.schemas;

/** Bytes that are no packed row, or not one of the given layout. */
public final class MalformedRowException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MalformedRowException(String message) {
    super(message);
  }

  public MalformedRowException(String message, Throwable cause) {
    super(message, cause);
  }
}
