package io.freshet.local.run;

import org.apache.flink.util.SerializedThrowable;

/** A pipeline ended although nobody asked it to. The message holds the cause that tells most. */
public final class RunFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final String OURS = "io.freshet.";

  RunFailedException(String pipeline, Throwable failure) {
    super("Pipeline '" + pipeline + "' failed: " + firstCause(failure), failure);
  }

  public RunFailedException(String message) {
    super(message);
  }

  /** The first of ours, which says what to do; else the first of all. */
  private static String firstCause(Throwable failure) {
    Throwable first = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (isOurs(cause) || !isOurs(first)) {
        first = cause;
      }
    }
    String message = first.getMessage();
    return message == null ? first.toString() : message;
  }

  private static boolean isOurs(Throwable failure) {
    String type =
        failure instanceof SerializedThrowable serialized
            ? serialized.getOriginalErrorClassName()
            : failure.getClass().getName();
    return type.startsWith(OURS);
  }
}
