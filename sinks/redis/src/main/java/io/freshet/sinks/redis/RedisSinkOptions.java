package io.freshet.sinks.redis;

import io.freshet.sinks.redis.client.RedisKeys;
import java.io.Serializable;
import java.time.Duration;

/**
 * How a view is written to Redis. Immutable.
 *
 * @param uri where Redis is, see {@link io.freshet.sinks.redis.client.OnlineStore#at}; may hold a
 *     password
 * @param pipeline name of the pipeline
 * @param view name of the view
 * @param ttl how long an entity's row is kept after its last write; {@link Duration#ZERO} for ever
 * @param batchSize most rows of one call to Redis
 * @param maxInFlight most rows of a subtask that wait for Redis; they are part of checkpoints, and
 *     when there are as many the stream waits
 * @param hold how long a row waits for others to share its call while calls are under way, at
 *     least; it never waits when Redis is idle
 */
public record RedisSinkOptions(
    String uri,
    String pipeline,
    String view,
    Duration ttl,
    int batchSize,
    int maxInFlight,
    Duration hold)
    implements Serializable {
  /** Default of {@code batchSize}: beyond it calls get longer but not cheaper. */
  public static final int DEFAULT_BATCH_SIZE = 64;

  /** Default of {@code maxInFlight}. */
  public static final int DEFAULT_MAX_IN_FLIGHT = 2_000;

  /** Default of {@code hold}. */
  public static final Duration DEFAULT_HOLD = Duration.ofMillis(1);

  public RedisSinkOptions {
    RedisKeys.of(pipeline, view);
    if (ttl.isNegative() || (!ttl.isZero() && ttl.toMillis() == 0)) {
      throw new IllegalArgumentException("The ttl is " + ttl + "; it is 0 or at least 1 ms");
    }
    if (batchSize < 1 || maxInFlight < batchSize) {
      throw new IllegalArgumentException(
          "batchSize is "
              + batchSize
              + " and maxInFlight "
              + maxInFlight
              + "; batchSize is at least 1 and maxInFlight at least batchSize");
    }
    if (hold.isNegative()) {
      throw new IllegalArgumentException("hold is " + hold + "; it is not negative");
    }
  }

  /** The defaults: rows are kept for ever. */
  public static RedisSinkOptions of(String uri, String pipeline, String view) {
    return new RedisSinkOptions(
        uri,
        pipeline,
        view,
        Duration.ZERO,
        DEFAULT_BATCH_SIZE,
        DEFAULT_MAX_IN_FLIGHT,
        DEFAULT_HOLD);
  }

  /** The same with another {@code ttl}. */
  public RedisSinkOptions withTtl(Duration ttl) {
    return new RedisSinkOptions(uri, pipeline, view, ttl, batchSize, maxInFlight, hold);
  }

  /** The same with another {@code batchSize}. */
  public RedisSinkOptions withBatchSize(int batchSize) {
    return new RedisSinkOptions(uri, pipeline, view, ttl, batchSize, maxInFlight, hold);
  }

  /** The same with another {@code maxInFlight}. */
  public RedisSinkOptions withMaxInFlight(int maxInFlight) {
    return new RedisSinkOptions(uri, pipeline, view, ttl, batchSize, maxInFlight, hold);
  }

  /** The same with another {@code hold}. */
  public RedisSinkOptions withHold(Duration hold) {
    return new RedisSinkOptions(uri, pipeline, view, ttl, batchSize, maxInFlight, hold);
  }

  /** Without the URI: it may hold a password. */
  @Override
  public String toString() {
    return "RedisSinkOptions["
        + pipeline
        + "."
        + view
        + ", ttl="
        + ttl
        + ", batchSize="
        + batchSize
        + ", maxInFlight="
        + maxInFlight
        + ", hold="
        + hold
        + "]";
  }
}
