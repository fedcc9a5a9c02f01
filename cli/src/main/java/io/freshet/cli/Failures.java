package io.freshet.cli;

import io.freshet.defs.env.EnvironmentException;
import io.freshet.jobs.JobException;
import io.freshet.sinks.delta.care.CareException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** What failures mean to the shell and to people. */
final class Failures {
  private static final String OURS = "io.freshet.";

  private Failures() {}

  static int exitCode(Throwable failure) {
    Throwable cause = unwrap(failure);
    return cause instanceof InputException
            || cause instanceof EnvironmentException
            || cause instanceof JobException
            || cause instanceof CareException
        ? ExitCode.INPUT
        : ExitCode.FAILED;
  }

  /** The message; with its class where it was not written for people. */
  static String message(Throwable failure) {
    Throwable cause = unwrap(failure);
    String message = cause.getMessage();
    if (message == null) {
      return cause + "; see the log (--log FILE)";
    }
    boolean ours = cause.getClass().getName().startsWith(OURS);
    return ours ? message : cause.getClass().getSimpleName() + ": " + message;
  }

  private static Throwable unwrap(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
