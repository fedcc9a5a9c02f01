package io.freshet.bench.freshness;

import io.freshet.jobs.metrics.LatencyCounts;
import io.freshet.jobs.metrics.LatencySummary;
import io.freshet.schemas.PackedRow;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Polls Redis for the rows that probes wait for. A probe whose row is there is measured and idle
 * again.
 */
final class ProbeReader implements AutoCloseable {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private final RedisClient client;
  private final StatefulRedisConnection<byte[], byte[]> connection;
  private final List<Probe> probes;
  private final Queue<Probe> idle;
  private final LatencyCounts counts = new LatencyCounts();
  private final Thread thread = new Thread(this::poll, "probe-reader");
  private volatile boolean closed;

  /**
   * Connects.
   *
   * @param probes all probes
   * @param idle takes those whose row has come
   */
  ProbeReader(String uri, List<Probe> probes, Queue<Probe> idle) {
    this.client = RedisClient.create(uri);
    this.connection = client.connect(ByteArrayCodec.INSTANCE);
    this.probes = List.copyOf(probes);
    this.idle = idle;
    thread.setDaemon(true);
    thread.start();
  }

  /** What was measured so far. */
  LatencySummary summary() {
    synchronized (counts) {
      return counts.summary();
    }
  }

  /** How many rows have not come yet. */
  long missing() {
    return probes.stream().filter(Probe::isWatched).count();
  }

  private void poll() {
    RedisAsyncCommands<byte[], byte[]> redis = connection.async();
    while (!closed) {
      List<CompletableFuture<Void>> reads = new ArrayList<>();
      for (Probe probe : probes) {
        if (probe.isWatched()) {
          reads.add(
              redis
                  .getrange(probe.key(), 0, PackedRow.HEADER_LENGTH - 1)
                  .thenAccept(header -> take(probe, header))
                  .toCompletableFuture());
        }
      }
      try {
        reads.forEach(CompletableFuture::join);
      } catch (CompletionException e) {
        if (closed) {
          return;
        }
        throw e;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private void take(Probe probe, byte[] header) {
    if (header.length < PackedRow.HEADER_LENGTH) {
      return;
    }
    long took = probe.read(PackedRow.sequence(header), System.currentTimeMillis());
    if (took >= 0) {
      synchronized (counts) {
        counts.add(took);
      }
      idle.add(probe);
    }
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    thread.join(TimeUnit.SECONDS.toMillis(10));
    connection.close();
    client.shutdown();
  }
}
