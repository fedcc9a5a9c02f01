package io.freshet.bench.online;

import io.freshet.sinks.redis.client.OnlineStore;
import io.freshet.sinks.redis.client.RedisKeys;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a second of typical rows over older ones of the same entities: by the guarded script, as
 * the job does it, and by plain {@code SET} of the same bytes. Both have as many rows under way.
 */
final class WritePart {
  private static final int BATCH = 64;
  private static final int UNDER_WAY = 31;

  private final OnlineData data;
  private final int entities;
  private final RedisKeys keys;
  private long pass;

  WritePart(OnlineData data, int entities) {
    this.data = data;
    this.entities = entities;
    this.keys = RedisKeys.of(data.layout().pipeline(), data.layout().view());
  }

  private interface Writer {
    void write(List<byte[]> names, List<byte[]> rows) throws InterruptedException;
  }

  /** Rows a second through the script that lets none replace a newer one. */
  double guarded(String uri) throws InterruptedException {
    try (OnlineStore store = OnlineStore.at(uri)) {
      Pipeline pipeline = new Pipeline(UNDER_WAY);
      return rate(
          pipeline,
          (names, rows) -> {
            pipeline.enter();
            pipeline.follow(store.write(names, rows, 0));
          });
    }
  }

  /** Rows a second by {@code SET}. */
  double plain(String uri) throws InterruptedException {
    RedisClient client = RedisClient.create(uri);
    try (StatefulRedisConnection<byte[], byte[]> connection =
        client.connect(ByteArrayCodec.INSTANCE)) {
      connection.setAutoFlushCommands(false);
      Pipeline pipeline = new Pipeline(UNDER_WAY * BATCH);
      double rate =
          rate(
              pipeline,
              (names, rows) -> {
                for (int i = 0; i < rows.size(); i++) {
                  pipeline.enter();
                  pipeline.follow(connection.async().set(names.get(i), rows.get(i)));
                }
                connection.flushCommands();
              });
      return rate;
    } finally {
      client.shutdown();
    }
  }

  /** All entities twice: once for warm-up, then by the clock. */
  private double rate(Pipeline pipeline, Writer writer) throws InterruptedException {
    writeAll(writer);
    pipeline.drain();
    long begin = System.nanoTime();
    writeAll(writer);
    writeAll(writer);
    pipeline.drain();
    return 2.0 * entities / (System.nanoTime() - begin) * 1e9;
  }

  private void writeAll(Writer writer) throws InterruptedException {
    pass++;
    for (int from = 0; from < entities; from += BATCH) {
      int size = Math.min(BATCH, entities - from);
      List<byte[]> names = new ArrayList<>(size);
      List<byte[]> rows = new ArrayList<>(size);
      for (int i = from; i < from + size; i++) {
        names.add(keys.row(OnlineData.entity(i)));
        rows.add(OnlineData.row(data.typical(), i, 100 + pass));
      }
      writer.write(names, rows);
    }
  }
}
