package io.freshet.sinks.redis.client;

import io.freshet.sinks.redis.client.StoreRefusedException.Code;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection to Redis, made again when it is asked for and the last one is gone.
 *
 * <p>The client's own reconnecting is off: it would keep commands for later, while callers here
 * want to know at once, and decide themselves what to send again and in which order. Thread-safe.
 */
final class Link implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int ATTEMPTS = 4;

  private final RedisURI uri;
  private final String address;
  private final RedisClient client;
  private @Nullable CompletableFuture<StatefulRedisConnection<byte[], byte[]>> current;

  Link(String text) {
    uri = parse(text);
    address = uri.getSocket() != null ? uri.getSocket() : uri.getHost() + ":" + uri.getPort();
    if (uri.getTimeout().equals(RedisURI.DEFAULT_TIMEOUT_DURATION)) {
      uri.setTimeout(PATIENCE);
    }
    client = RedisClient.create(uri);
    client.setOptions(
        ClientOptions.builder()
            .autoReconnect(false)
            .maintNotificationsConfig(MaintNotificationsConfig.disabled())
            .socketOptions(
                SocketOptions.builder().connectTimeout(uri.getTimeout()).keepAlive(true).build())
            .timeoutOptions(TimeoutOptions.builder().fixedTimeout(uri.getTimeout()).build())
            .build());
  }

  /** Where Redis is, without credentials. */
  String address() {
    return address;
  }

  /** A connection that was open a moment ago. */
  synchronized CompletableFuture<StatefulRedisConnection<byte[], byte[]>> connection() {
    if (current == null || isGone(current)) {
      current = connect(ATTEMPTS);
    }
    return current;
  }

  /** Gives a connection up on which something went wrong; the next caller gets another. */
  synchronized void drop(StatefulRedisConnection<byte[], byte[]> connection) {
    if (current != null && current.getNow(null) == connection) {
      current = null;
    }
    closeQuietly(connection);
  }

  @Override
  public void close() {
    client.shutdown(0, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Tries again where the client's own closing was faster than the error that it closed for. */
  private CompletableFuture<StatefulRedisConnection<byte[], byte[]>> connect(int attempts) {
    return client
        .connectAsync(ByteArrayCodec.INSTANCE, uri)
        .toCompletableFuture()
        .exceptionallyCompose(
            failure ->
                attempts > 1 && Faults.hidesItsCause(failure)
                    ? connect(attempts - 1)
                    : CompletableFuture.failedFuture(failure));
  }

  private static boolean isGone(
      CompletableFuture<StatefulRedisConnection<byte[], byte[]>> connection) {
    if (!connection.isDone()) {
      return false;
    }
    return connection.isCompletedExceptionally() || !connection.join().isOpen();
  }

  private static void closeQuietly(StatefulRedisConnection<byte[], byte[]> connection) {
    CompletableFuture<Void> closing = connection.closeAsync();
    closing.exceptionally(failure -> null);
  }

  private static RedisURI parse(String text) {
    try {
      return RedisURI.create(text);
    } catch (RuntimeException e) {
      // neither text nor cause: they hold the password
      throw new StoreRefusedException(
          Code.REDIS_URI,
          "The URI of the online store cannot be read. It looks like"
              + " redis://[[user]:password@]host[:port][/database], or rediss:// with TLS.",
          null);
    }
  }
}
