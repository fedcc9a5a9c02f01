package io.freshet.sinks.redis;

import io.freshet.local.processes.RedisServer;
import io.freshet.schemas.FeatureRow;
import io.freshet.schemas.RowLayout;
import io.freshet.sinks.redis.client.OnlineReader;
import io.freshet.sinks.redis.client.OnlineRow;
import io.freshet.sinks.redis.client.OnlineStore;
import io.freshet.sinks.redis.client.RedisKeys;
import io.freshet.sinks.testing.Guarantee;
import io.freshet.sinks.testing.SinkContract;
import io.freshet.sinks.testing.StoredRow;
import io.lettuce.core.KeyScanArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScanIterator;
import io.lettuce.core.api.StatefulRedisConnection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class RedisSinkContractIT extends SinkContract {
  @TempDir static Path directory;
  private static RedisServer server;
  private static RedisClient client;
  private static StatefulRedisConnection<String, String> connection;
  private static OnlineStore store;

  @BeforeAll
  static void start() {
    server = RedisServer.start(directory);
    client = RedisClient.create(server.uri());
    connection = client.connect();
    store = OnlineStore.at(server.uri());
  }

  @AfterAll
  static void stop() {
    store.close();
    client.shutdown();
    server.close();
  }

  @Override
  protected Guarantee guarantee() {
    return Guarantee.NEWEST_WINS;
  }

  @Override
  protected void attach(DataStream<FeatureRow> rows, RowLayout layout) {
    RedisSinkOptions options = RedisSinkOptions.of(server.uri(), layout.pipeline(), layout.view());
    RedisSink.write(rows, options).sinkTo(new DiscardingSink<>());
  }

  @Override
  protected List<StoredRow> read(RowLayout layout) {
    String prefix = RedisKeys.of(layout.pipeline(), layout.view()).rowPrefix();
    OnlineReader reader = new OnlineReader(store);
    List<StoredRow> rows = new ArrayList<>();
    ScanIterator.scan(connection.sync(), KeyScanArgs.Builder.matches(prefix + "*"))
        .forEachRemaining(
            key -> {
              String entity = key.substring(prefix.length());
              reader
                  .get(layout.pipeline(), layout.view(), entity)
                  .join()
                  .ifPresent(row -> rows.add(stored(entity, row)));
            });
    return rows;
  }

  private static StoredRow stored(String entity, OnlineRow row) {
    return new StoredRow(
        entity,
        row.generation(),
        row.featureTimestamp(),
        row.sequence(),
        row.availableAt(),
        new ArrayList<>(row.values().values()));
  }
}
