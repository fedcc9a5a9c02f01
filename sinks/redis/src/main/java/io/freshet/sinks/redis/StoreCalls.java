package io.freshet.sinks.redis;

import io.freshet.schemas.FeatureRow;
import io.freshet.schemas.PublishedLayout;
import io.freshet.sinks.redis.client.OnlineStore;
import io.freshet.sinks.redis.client.RedisKeys;
import io.freshet.sinks.redis.client.WriteResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Writes batches to the online store. */
final class StoreCalls implements BatchCalls {
  private final OnlineStore store;
  private final RedisKeys keys;
  private final long ttlMillis;
  private final WriterMetrics metrics;

  StoreCalls(OnlineStore store, RedisSinkOptions options, WriterMetrics metrics) {
    this.store = store;
    this.keys = RedisKeys.of(options.pipeline(), options.view());
    this.ttlMillis = options.ttl().toMillis();
    this.metrics = metrics;
  }

  @Override
  public CompletableFuture<Runnable> call(Batch batch) {
    return switch (batch.kind()) {
      case ROW ->
          store
              .write(rowKeys(batch), batch.packed(), ttlMillis)
              .thenApply(results -> () -> completeRows(batch, results));
      case FORGET ->
          store
              .forget(rowKeys(batch), batch.packed())
              .thenApply(results -> () -> completeAsTheyAre(batch));
      case LAYOUT ->
          store
              .publishLayout(layout(batch.row(0)))
              .thenApply(done -> () -> completeAsTheyAre(batch));
    };
  }

  private List<byte[]> rowKeys(Batch batch) {
    List<byte[]> rowKeys = new ArrayList<>(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      rowKeys.add(keys.row(batch.row(i).key()));
    }
    return rowKeys;
  }

  private void completeRows(Batch batch, List<WriteResult> results) {
    for (int i = 0; i < batch.size(); i++) {
      FeatureRow row = batch.row(i);
      WriteResult result = results.get(i);
      switch (result.status()) {
        case WRITTEN -> metrics.written(row, result.availableAt());
        case SUPERSEDED -> metrics.superseded();
        case EQUAL -> {}
      }
      batch.result(i).complete(List.of(row.availableAt(result.availableAt())));
    }
  }

  private static void completeAsTheyAre(Batch batch) {
    for (int i = 0; i < batch.size(); i++) {
      batch.result(i).complete(List.of(batch.row(i)));
    }
  }

  private static PublishedLayout layout(FeatureRow row) {
    return PublishedLayout.fromJson(new String(row.packed(), StandardCharsets.UTF_8));
  }
}
