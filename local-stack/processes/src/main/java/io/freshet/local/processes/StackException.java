package io.freshet.local.processes;

import org.jspecify.annotations.Nullable;

/**
 * A fault of the local stack. The message names the problem, its cause and the remedy; {@link
 * #code()} is stable between releases.
 */
public final class StackException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What went wrong, for code that reacts to it. */
  public enum Code {
    /** The jars of a server are not where they should be. */
    NOT_BUILT,
    /** No Redis server can run on this machine. */
    NO_REDIS,
    /** A process could not be started, or ended before it was ready. */
    NOT_STARTED,
    /** A process runs, but did not answer in time. */
    NOT_READY,
    /** A process refused a request. */
    REFUSED,
    /** A service was asked for that is not running or not part of the stack. */
    NOT_RUNNING,
    /** The stack is up, and what was asked for needs it down. */
    ALREADY_UP,
    /** A process could not be ended. */
    NOT_STOPPED,
    /** Files of the stack could not be read or written. */
    FILES,
    /** The waiting thread was interrupted. */
    INTERRUPTED
  }

  private final Code code;

  StackException(
      Code code, String problem, String cause, String remedy, @Nullable Throwable reason) {
    super(
        "[%s] %s%n  cause:  %s%n  remedy: %s"
            .formatted(code, problem, cause.stripTrailing(), remedy),
        reason);
    this.code = code;
  }

  StackException(Code code, String problem, String cause, String remedy) {
    this(code, problem, cause, remedy, null);
  }

  /** Keeps the interrupt flag set, so that callers up the stack see it too. */
  static StackException interrupted(String while_, InterruptedException reason) {
    Thread.currentThread().interrupt();
    return new StackException(
        Code.INTERRUPTED,
        "Interrupted while " + while_ + ".",
        "the calling thread was interrupted",
        "start again",
        reason);
  }

  static StackException files(String problem, Exception reason) {
    return new StackException(
        Code.FILES,
        problem,
        String.valueOf(reason),
        "check that the directory exists, is writable and has space left",
        reason);
  }

  /** What went wrong. */
  public Code code() {
    return code;
  }
}
