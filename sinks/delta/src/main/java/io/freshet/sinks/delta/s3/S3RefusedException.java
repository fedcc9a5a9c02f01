package io.freshet.sinks.delta.s3;

import org.jspecify.annotations.Nullable;

/**
 * The store of a table refuses, or must not be trusted with commits, until someone changes
 * something. The message names problem, cause and remedy, and never a secret.
 */
public final class S3RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is at fault. Names are stable. */
  public enum Code {
    /** Credentials are missing or wrong, or may not do what is needed. */
    S3_ACCESS,
    /** There is no such bucket. */
    S3_BUCKET,
    /** The store does not hold the condition of a put. */
    S3_NOT_CONDITIONAL
  }

  private final Code code;

  S3RefusedException(Code code, String message, @Nullable Throwable cause) {
    super(code + ": " + message, cause);
    this.code = code;
  }

  /** The refusal among the causes of {@code failure}; null if there is none. */
  public static @Nullable S3RefusedException in(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof S3RefusedException refusal) {
        return refusal;
      }
    }
    return null;
  }

  /** What is at fault. */
  public Code code() {
    return code;
  }
}
