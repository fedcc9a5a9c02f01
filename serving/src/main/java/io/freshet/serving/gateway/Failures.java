package io.freshet.serving.gateway;

import io.freshet.serving.FeatureRequestException;
import io.freshet.sinks.redis.client.StoreRefusedException;
import io.freshet.sinks.redis.client.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells clients what a failure means to them, and the log the rest: where the store is, is nothing
 * to clients. An outage is logged now and then, not for every request. Thread-safe.
 */
final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
  private static final long QUIET_NANOS = Duration.ofSeconds(10).toNanos();

  private final AtomicLong lastLog = new AtomicLong(System.nanoTime() - QUIET_NANOS);

  /** An answer that took longer than clients are to wait. */
  GatewayException late() {
    warn("The online store has not answered in time", null);
    return new GatewayException(
        ErrorCode.STORE_UNAVAILABLE, "The online store has not answered in time; try again");
  }

  /** What to say of a failure. */
  GatewayException explain(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof GatewayException known) {
      return known;
    }
    String message = String.valueOf(cause.getMessage());
    if (cause instanceof FeatureRequestException) {
      return new GatewayException(ErrorCode.INVALID_REQUEST, message);
    }
    if (cause instanceof StoreUnavailableException) {
      warn(message, null);
      return new GatewayException(
          ErrorCode.STORE_UNAVAILABLE, "The online store does not answer; try again");
    }
    if (cause instanceof StoreRefusedException) {
      warn(message, null);
      return new GatewayException(
          ErrorCode.STORE_REFUSED,
          "The online store refused to answer; the log of the gateway says why");
    }
    warn("A request has failed", cause);
    return new GatewayException(
        ErrorCode.INTERNAL_ERROR,
        "The gateway failed; its log says why. This is a bug, please report it");
  }

  private void warn(String message, @Nullable Throwable cause) {
    long now = System.nanoTime();
    long last = lastLog.get();
    if (now - last >= QUIET_NANOS && lastLog.compareAndSet(last, now)) {
      LOG.error(message, cause);
    } else {
      LOG.debug(message, cause);
    }
  }
}
