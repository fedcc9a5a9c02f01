package io.freshet.serving.gateway;

import org.jspecify.annotations.Nullable;

/** A gateway cannot be started as it was asked for; the message says what to change. */
public final class GatewayStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  GatewayStartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
