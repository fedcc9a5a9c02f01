package io.freshet.sinks.delta.s3;

import io.freshet.sinks.delta.s3.S3RefusedException.Code;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proves, once per process, that a store holds the condition of a put, by racing some for a key of
 * their own: one must succeed, and none after it.
 *
 * <p>A store that ignores the condition, or looks and then writes, would lose commits without a
 * sound. The first is always found out here, the second nearly always.
 */
public final class ConditionalPuts {
  private static final Logger LOG = LoggerFactory.getLogger(ConditionalPuts.class);
  private static final Set<String> PROVEN = ConcurrentHashMap.newKeySet();
  private static final Lock LOCK = new ReentrantLock();
  private static final int RACERS = 4;

  private ConditionalPuts() {}

  /**
   * Checks the store of a table, unless its environment says that there is one writer only.
   *
   * @param log the folder of the table's log
   * @throws S3RefusedException if commits would not be safe, or the store denies access
   * @throws IOException if the store does not answer
   */
  public static void require(Path log, Configuration hadoop) throws IOException {
    String store = S3Faults.store(log, hadoop);
    boolean alone = S3Property.isSingleWriter(hadoop);
    String claim = store + (alone ? ", one writer" : "");
    if (PROVEN.contains(claim)) {
      return;
    }
    lock();
    try {
      if (!PROVEN.contains(claim)) {
        check(log, store, alone, hadoop);
        PROVEN.add(claim);
      }
    } finally {
      LOCK.unlock();
    }
  }

  /** Tasks start together, and one of them is enough. */
  private static void lock() throws IOException {
    try {
      LOCK.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted before the store was checked", e);
    }
  }

  private static void check(Path log, String store, boolean alone, Configuration hadoop)
      throws IOException {
    // a client of its own that gives up early: people wait for the answer
    try (FileSystem files = FileSystem.newInstance(log.toUri(), hasty(hadoop))) {
      if (alone) {
        files.exists(log);
      } else {
        prove(files, log, store);
      }
    } catch (IOException e) {
      throw S3Faults.explain(e, log, hadoop);
    }
  }

  private static void prove(FileSystem files, Path log, String store) throws IOException {
    // sorts before all that belongs to the log, and is hidden
    Path key = new Path(log, ".conditional-put-" + UUID.randomUUID());
    S3Puts puts = new S3Puts(files);
    int winners = race(puts, key) + (wins(puts, key) ? 1 : 0);
    files.delete(key, false);
    if (winners != 1) {
      throw new S3RefusedException(
          Code.S3_NOT_CONDITIONAL,
          store
              + " does not hold the condition 'If-None-Match: *' of a put: of "
              + (RACERS + 1)
              + " puts of one key "
              + winners
              + " succeeded. Concurrent commits to a table would overwrite each other. Use a store"
              + " with conditional puts (Amazon S3 is one, and so is MinIO); or, if only one"
              + " process ever writes to each table, say so: offline: {single_writer: true}",
          null);
    }
    LOG.info("{} holds the condition of puts", store);
  }

  private static int race(S3Puts puts, Path key) throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(RACERS);
    try {
      List<Callable<Boolean>> racers = new ArrayList<>();
      for (int i = 0; i < RACERS; i++) {
        racers.add(() -> wins(puts, key));
      }
      int winners = 0;
      for (Future<Boolean> racer : threads.invokeAll(racers)) {
        winners += racer.get() ? 1 : 0;
      }
      return winners;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while " + key + " was put", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static boolean wins(S3Puts puts, Path key) throws IOException {
    byte[] content = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
    try {
      puts.create(key, content);
      return true;
    } catch (IOException e) {
      if (S3Faults.isThere(e) || S3Faults.isConflict(e)) {
        return false;
      }
      throw e;
    }
  }

  private static Configuration hasty(Configuration hadoop) {
    Configuration hasty = new Configuration(hadoop);
    hasty.setInt("fs.s3a.attempts.maximum", 2);
    hasty.setInt("fs.s3a.retry.limit", 2);
    // the shortest that S3A takes
    hasty.set("fs.s3a.connection.establish.timeout", "15s");
    return hasty;
  }
}
