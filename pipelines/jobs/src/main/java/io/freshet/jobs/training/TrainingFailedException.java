package io.freshet.jobs.training;

/** A training set could not be made, through no fault of the input that was found before. */
public final class TrainingFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TrainingFailedException(String message) {
    super(message);
  }

  TrainingFailedException(String message, Throwable cause) {
    super(message + ": " + root(cause), cause);
  }

  private static String root(Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.toString();
  }
}
