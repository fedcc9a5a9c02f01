package io.freshet.sinks.redis.client;

import static io.freshet.sinks.redis.client.TestingRows.KEYS;
import static io.freshet.sinks.redis.client.TestingRows.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.local.processes.RedisServer;
import io.freshet.local.processes.RedisServer.Persistence;
import io.freshet.schemas.PackedRow;
import io.lettuce.core.RedisClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many writers, rows in random order, scripts flushed and the server restarted on the way. */
class NewestWinsIT {
  private static final int THREADS = 8;
  private static final int ROWS = 50_000;
  private static final int ENTITIES = 500;
  private static final int BATCH = 50;

  @TempDir Path directory;

  @Test
  void readersSeeRowsGoForwardOnly() throws Exception {
    List<Integer> order = new ArrayList<>(IntStream.range(0, ROWS).boxed().toList());
    Collections.shuffle(order, new Random(42));
    AtomicInteger written = new AtomicInteger();
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS + 1);
    try (RedisServer server = startDurable();
        OnlineStore store = OnlineStore.at(server.uri())) {
      List<Future<?>> writers = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        List<Integer> share = order.subList(i * ROWS / THREADS, (i + 1) * ROWS / THREADS);
        writers.add(threads.submit(() -> writeAll(store, share, written)));
      }
      Future<Integer> reader = threads.submit(() -> poll(store, done));

      awaitAtLeast(ROWS / 4, written);
      flushScripts(server);
      awaitAtLeast(ROWS / 2, written);
      server.kill();
      server.start();
      awaitAtLeast(3 * ROWS / 4, written);
      flushScripts(server);
      for (Future<?> writer : writers) {
        writer.get();
      }
      done.set(true);

      assertThat(reader.get()).isPositive();
      for (int entity = 0; entity < ENTITIES; entity++) {
        assertThat(sequence(store, entity)).isEqualTo(ROWS / ENTITIES);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** A server that has on disk what it has answered. */
  private RedisServer startDurable() {
    return RedisServer.start(
        directory,
        new RedisServer.Options(Persistence.APPEND_ONLY, List.of("--appendfsync", "always")));
  }

  private static void writeAll(OnlineStore store, List<Integer> share, AtomicInteger written) {
    for (int from = 0; from < share.size(); from += BATCH) {
      List<Integer> numbers = share.subList(from, Math.min(share.size(), from + BATCH));
      List<byte[]> keys = numbers.stream().map(n -> key(n % ENTITIES)).toList();
      List<byte[]> rows = numbers.stream().map(n -> row(1, 0, n / ENTITIES + 1)).toList();
      while (!wrote(store, keys, rows)) {
        sleep();
      }
      written.addAndGet(numbers.size());
    }
  }

  private static boolean wrote(OnlineStore store, List<byte[]> keys, List<byte[]> rows) {
    try {
      store.write(keys, rows, 0).join();
      return true;
    } catch (CompletionException e) {
      assertThat(e.getCause()).isInstanceOf(StoreUnavailableException.class);
      return false;
    }
  }

  /** Reads at random until done; answers how often a row had moved forward. */
  private static int poll(OnlineStore store, AtomicBoolean done) {
    long[] seen = new long[ENTITIES];
    Random random = new Random(1);
    int moved = 0;
    while (!done.get()) {
      int entity = random.nextInt(ENTITIES);
      try {
        long sequence = sequence(store, entity);
        assertThat(sequence).isGreaterThanOrEqualTo(seen[entity]);
        moved += sequence > seen[entity] ? 1 : 0;
        seen[entity] = sequence;
      } catch (CompletionException e) {
        assertThat(e.getCause()).isInstanceOf(StoreUnavailableException.class);
        sleep();
      }
    }
    return moved;
  }

  private static long sequence(OnlineStore store, int entity) {
    byte[] row = store.get(key(entity)).join();
    return row == null ? 0 : PackedRow.sequence(row);
  }

  private static byte[] key(int entity) {
    return KEYS.row("user " + entity);
  }

  private static void awaitAtLeast(int count, AtomicInteger written) {
    while (written.get() < count) {
      sleep();
    }
  }

  private static void flushScripts(RedisServer server) {
    RedisClient admin = RedisClient.create(server.uri());
    admin.connect().sync().scriptFlush();
    admin.shutdown();
  }

  private static void sleep() {
    try {
      Thread.sleep(5);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
