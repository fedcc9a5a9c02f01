package io.freshet.sinks.redis.client;

import org.jspecify.annotations.Nullable;

/** The online store did not do what it was asked for. Messages never hold credentials. */
public abstract sealed class OnlineStoreException extends RuntimeException
    permits StoreUnavailableException, StoreRefusedException {
  private static final long serialVersionUID = 1L;

  OnlineStoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
