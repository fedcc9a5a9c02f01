package io.freshet.local.run;

/** A pipeline ended although nobody asked it to. The message holds the first cause. */
public final class RunFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RunFailedException(String pipeline, Throwable failure) {
    super("Pipeline '" + pipeline + "' failed: " + firstCause(failure), failure);
  }

  public RunFailedException(String message) {
    super(message);
  }

  private static String firstCause(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    return message == null ? cause.toString() : message;
  }
}
