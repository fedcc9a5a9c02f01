package io.freshet.serving;

/**
 * What was asked for cannot be answered, and never will be: the message says what to ask instead.
 */
public final class FeatureRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FeatureRequestException(String message) {
    super(message);
  }
}
