package io.freshet.jobs.intake;

import org.jspecify.annotations.Nullable;

/** Bytes that are no record of their source. */
final class UndecodableException extends Exception {
  private static final long serialVersionUID = 1L;

  UndecodableException(@Nullable String message) {
    super(message, null, false, false);
  }
}
