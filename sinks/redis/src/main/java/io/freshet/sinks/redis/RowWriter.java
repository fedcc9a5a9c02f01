package io.freshet.sinks.redis;

import io.freshet.schemas.FeatureRow;
import io.freshet.sinks.redis.client.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers elements into batches and writes them until they are acknowledged.
 *
 * <p>An element that finds the store idle leaves at once. While calls are under way others gather,
 * and leave together when their batch is full, the last call returns, or they have been held for
 * long enough. So batches grow with the load, and nothing waits without need.
 *
 * <p>When a call fails because the store cannot answer, its batch goes back to its place in the
 * queue, and after a pause the queue is tried again, with one call first. Elements may finish in
 * any order; the operator around puts them in order. Thread-safe.
 */
final class RowWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RowWriter.class);

  private final BatchCalls store;
  private final WriterMetrics metrics;
  private final ScheduledExecutorService timer;
  private final int batchSize;
  private final int maxCalls;
  private final Duration hold;

  private final PriorityQueue<Batch> queue =
      new PriorityQueue<>(Comparator.comparingLong(Batch::number));
  private final List<Batch> calls = new ArrayList<>();
  private final Backoff backoff = new Backoff();
  private Mode mode = Mode.FLOWING;
  private @Nullable Batch gathering;
  private boolean holding;
  private long batches;
  private int inFlight;

  private enum Mode {
    /** Calls are made as batches come. */
    FLOWING,
    /** A call has failed; none is made before the pause is over. */
    PAUSED,
    /** The pause is over; one call at a time until one succeeds. */
    PROBING,
    /** Closed, or failed for good. */
    STOPPED
  }

  /**
   * A writer that makes calls to {@code store}.
   *
   * @param timer runs what is due later; shut down by {@link #close()}
   */
  RowWriter(
      BatchCalls store,
      RedisSinkOptions options,
      WriterMetrics metrics,
      ScheduledExecutorService timer) {
    this.store = store;
    this.metrics = metrics;
    this.timer = timer;
    this.batchSize = options.batchSize();
    this.maxCalls = options.maxInFlight() / options.batchSize();
    this.hold = options.hold();
  }

  /** Writes an element; {@code result} completes when the store has acknowledged it. */
  synchronized void write(FeatureRow row, ResultFuture<FeatureRow> result) {
    if (mode == Mode.STOPPED) {
      return;
    }
    if (gathering != null && gathering.kind() != row.kind()) {
      seal();
    }
    if (gathering == null) {
      gathering = new Batch(batches++, row.kind(), batchSize);
    }
    gathering.add(row, result);
    inFlight++;
    if (gathering.size() >= batchSize || row.kind() == FeatureRow.Kind.LAYOUT) {
      seal();
    }
    send();
  }

  /** Number of elements that are not acknowledged. */
  synchronized int inFlight() {
    return inFlight;
  }

  /** Stops. Elements under way are never completed. */
  @Override
  public synchronized void close() {
    mode = Mode.STOPPED;
    timer.shutdownNow();
  }

  private void seal() {
    if (gathering != null) {
      queue.add(gathering);
      gathering = null;
    }
  }

  /** Makes as many calls as may be made now. */
  private void send() {
    if (calls.isEmpty() && queue.isEmpty()) {
      seal();
    }
    int most = mode == Mode.FLOWING ? maxCalls : mode == Mode.PROBING ? 1 : 0;
    while (calls.size() < most) {
      Batch batch = queue.peek();
      if (batch == null || calls.stream().anyMatch(batch::mustFollow)) {
        break;
      }
      queue.remove();
      calls.add(batch);
      call(batch);
    }
    if (gathering != null && !holding && mode == Mode.FLOWING) {
      holding = true;
      schedule(this::holdIsOver, hold.toNanos());
    }
  }

  private synchronized void holdIsOver() {
    holding = false;
    if (mode == Mode.FLOWING && queue.isEmpty() && calls.size() < maxCalls) {
      seal();
    }
    send();
  }

  private void call(Batch batch) {
    CompletableFuture<Runnable> answer;
    try {
      answer = store.call(batch);
    } catch (RuntimeException e) {
      answer = CompletableFuture.failedFuture(e);
    }
    CompletableFuture<Void> settled =
        answer.handle(
            (completion, failure) -> {
              if (failure == null) {
                succeeded(batch);
                completion.run();
              } else {
                failed(batch, failure instanceof CompletionException e ? cause(e) : failure);
              }
              return null;
            });
    settled.exceptionally(failure -> giveUp(batch, failure));
  }

  private synchronized void succeeded(Batch batch) {
    calls.remove(batch);
    inFlight -= batch.size();
    if (mode == Mode.STOPPED) {
      return;
    }
    if (mode == Mode.PROBING) {
      LOG.info("Redis acknowledges rows again.");
      mode = Mode.FLOWING;
    }
    backoff.reset();
    send();
  }

  private void failed(Batch batch, Throwable failure) {
    if (failure instanceof StoreUnavailableException unavailable) {
      postpone(batch, unavailable);
    } else {
      giveUp(batch, failure);
    }
  }

  private synchronized void postpone(Batch batch, StoreUnavailableException failure) {
    calls.remove(batch);
    if (mode == Mode.STOPPED) {
      return;
    }
    queue.add(batch);
    metrics.retried();
    if (mode == Mode.FLOWING) {
      LOG.warn("{} Rows are written again until it does.", failure.getMessage());
    }
    if (mode != Mode.PAUSED) {
      mode = Mode.PAUSED;
      schedule(this::pauseIsOver, TimeUnit.MILLISECONDS.toNanos(backoff.nextMillis()));
    }
  }

  private synchronized void pauseIsOver() {
    if (mode == Mode.PAUSED) {
      mode = Mode.PROBING;
      send();
    }
  }

  private @Nullable Void giveUp(Batch batch, Throwable failure) {
    synchronized (this) {
      if (mode == Mode.STOPPED) {
        return null;
      }
      mode = Mode.STOPPED;
    }
    for (int i = 0; i < batch.size(); i++) {
      batch.result(i).completeExceptionally(failure);
    }
    return null;
  }

  private void schedule(Runnable task, long nanos) {
    // close() drops what is not yet due
    ScheduledFuture<?> unused = timer.schedule(task, nanos, TimeUnit.NANOSECONDS);
  }

  private static Throwable cause(CompletionException failure) {
    return failure.getCause() == null ? failure : failure.getCause();
  }
}
