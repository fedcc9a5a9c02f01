package io.freshet.sinks.redis.client;

import org.jspecify.annotations.Nullable;

/**
 * The online store cannot answer now: unreachable, restarting, out of memory, a replica. The same
 * call may succeed later, and may already have taken effect.
 */
public final class StoreUnavailableException extends OnlineStoreException {
  private static final long serialVersionUID = 1L;

  StoreUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
