package io.freshet.bench.online;

import io.freshet.schemas.RowCodec;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many bytes an entity takes in Redis, everything included. */
final class MemoryPart {
  private static final Pattern USED = Pattern.compile("used_memory:(\\d+)");
  private static final int UNDER_WAY = 64;

  private final OnlineData data;
  private final int entities;
  private final Consumer<String> progress;

  MemoryPart(OnlineData data, int entities, Consumer<String> progress) {
    this.data = data;
    this.entities = entities;
    this.progress = progress;
  }

  /** Bytes for each entity by form, of the rows given. */
  Map<StoredForm, Double> measure(String uri, String kind, List<byte[]> rows)
      throws InterruptedException {
    Map<StoredForm, Double> bytes = new LinkedHashMap<>();
    RedisClient client = RedisClient.create(uri);
    try (StatefulRedisConnection<byte[], byte[]> connection =
        client.connect(ByteArrayCodec.INSTANCE)) {
      for (StoredForm form : StoredForm.values()) {
        connection.sync().flushall();
        long before = used(connection);
        fill(connection, form, rows);
        double each = (used(connection) - before) / (double) entities;
        bytes.put(form, each);
        progress.accept("%s rows, %s: %.0f bytes an entity".formatted(kind, form, each));
      }
      connection.sync().flushall();
    } finally {
      client.shutdown();
    }
    return bytes;
  }

  private void fill(
      StatefulRedisConnection<byte[], byte[]> connection, StoredForm form, List<byte[]> rows)
      throws InterruptedException {
    RowCodec codec = data.codec();
    Pipeline pipeline = new Pipeline(UNDER_WAY);
    for (int i = 0; i < entities; i++) {
      pipeline.enter();
      pipeline.follow(
          form.write(connection.async(), codec, OnlineData.entity(i), rows.get(i % rows.size())));
    }
    pipeline.drain();
  }

  private static long used(StatefulRedisConnection<byte[], byte[]> connection) {
    Matcher found = USED.matcher(connection.sync().info("memory"));
    if (!found.find()) {
      throw new IllegalStateException("Redis does not tell its used_memory");
    }
    return Long.parseLong(found.group(1));
  }
}
