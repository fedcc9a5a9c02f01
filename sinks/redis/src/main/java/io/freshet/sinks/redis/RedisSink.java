package io.freshet.sinks.redis;

import io.freshet.schemas.FeatureRow;
import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Writes rows to Redis and hands on what Redis has acknowledged.
 *
 * <p>It is an asynchronous operator rather than a sink, because the log comes after the store: rows
 * leave it with the time at which they became readable. Rows under way are part of checkpoints and
 * are written again after a failure, which changes nothing: the store keeps the newest version and
 * answers an equal one with the time it has. There is no timeout. While Redis is away the stream
 * waits and calls are repeated; only what will not get better by waiting fails the job: a wrong
 * password at the start, or a key that holds something foreign.
 */
public final class RedisSink {
  private static final long NO_TIMEOUT = 0;

  private RedisSink() {}

  /**
   * Writes {@code rows}, in the order of each key.
   *
   * @return all elements, ROW with their {@code available_at}, in the order of the input and each
   *     after Redis has acknowledged it
   */
  public static SingleOutputStreamOperator<FeatureRow> write(
      DataStream<FeatureRow> rows, RedisSinkOptions options) {
    return AsyncDataStream.orderedWait(
            rows,
            new RedisWriteFunction(options),
            NO_TIMEOUT,
            TimeUnit.MILLISECONDS,
            options.maxInFlight())
        .returns(FeatureRow.class)
        .name("redis " + options.view())
        .uid("redis-" + options.view());
  }
}
