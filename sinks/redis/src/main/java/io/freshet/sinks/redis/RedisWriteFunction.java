package io.freshet.sinks.redis;

import io.freshet.schemas.FeatureRow;
import io.freshet.sinks.redis.client.OnlineStore;
import io.freshet.sinks.redis.client.StoreUnavailableException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ties a {@link RowWriter} to a subtask. */
final class RedisWriteFunction extends RichAsyncFunction<FeatureRow, FeatureRow> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(RedisWriteFunction.class);

  private final RedisSinkOptions options;
  private transient @Nullable OnlineStore store;
  private transient @Nullable RowWriter writer;

  RedisWriteFunction(RedisSinkOptions options) {
    this.options = options;
  }

  @Override
  public void open(OpenContext context) {
    OnlineStore opened = OnlineStore.at(options.uri());
    store = opened;
    WriterMetrics metrics = new WriterMetrics(getRuntimeContext().getMetricGroup());
    RowWriter created =
        new RowWriter(
            new StoreCalls(opened, options, metrics),
            options,
            metrics,
            Executors.newSingleThreadScheduledExecutor(this::timerThread));
    metrics.inFlight(created::inFlight);
    writer = created;
    try {
      opened.ping().join();
    } catch (CompletionException e) {
      if (!(e.getCause() instanceof StoreUnavailableException unavailable)) {
        throw e;
      }
      LOG.warn("{} The stream waits for it.", unavailable.getMessage());
    }
  }

  @Override
  public void asyncInvoke(FeatureRow row, ResultFuture<FeatureRow> result) {
    if (writer == null) {
      throw new IllegalStateException("not open");
    }
    writer.write(row, result);
  }

  private Thread timerThread(Runnable task) {
    Thread thread = new Thread(task, "redis-writer-" + options.view());
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    if (writer != null) {
      writer.close();
    }
    if (store != null) {
      store.close();
    }
  }
}
