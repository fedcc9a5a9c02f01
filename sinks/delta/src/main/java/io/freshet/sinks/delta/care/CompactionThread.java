package io.freshet.sinks.delta.care;

import io.freshet.sinks.delta.table.DataFile;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compacts a table beside the job that writes to it. The job tells of what it has committed and
 * goes on; whatever happens here is logged and counted, and tried again after later commits.
 *
 * <p>Of all such threads of a process one compacts at a time, so that a job with many tables takes
 * the memory of one compaction. Thread-safe.
 */
public final class CompactionThread implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(CompactionThread.class);
  private static final Semaphore ONE_AT_A_TIME = new Semaphore(1);

  /** So few new files are seldom worth looking through the table. */
  private static final int ENOUGH_FILES = 16;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String table;
  private final AutoCompaction compaction;
  private final Object lock = new Object();
  private int newFiles = ENOUGH_FILES;
  private boolean closed;
  private @Nullable Thread thread;
  private final AtomicLong merged = new AtomicLong();
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();

  /**
   * A thread that starts with the first commit.
   *
   * @param table where the table stands
   */
  public CompactionThread(AutoCompaction compaction, String table) {
    this.compaction = compaction;
    this.table = table;
  }

  /** Tells that the table has more files. Never waits. */
  public void committed(List<DataFile> files) {
    synchronized (lock) {
      if (closed) {
        return;
      }
      newFiles += files.size();
      if (thread == null) {
        thread = new Thread(this::run, "freshet-compaction of " + table);
        thread.setDaemon(true);
        thread.start();
      }
      lock.notifyAll();
    }
  }

  /** How many files were merged into others. */
  public long filesMerged() {
    return merged.get();
  }

  /** Bytes written to merge them. */
  public long bytesWritten() {
    return written.get();
  }

  /** How many compactions failed. */
  public long failures() {
    return failures.get();
  }

  /** Stops what is under way, and waits for that. */
  @Override
  public void close() {
    Thread running;
    synchronized (lock) {
      closed = true;
      running = thread;
      lock.notifyAll();
    }
    if (running == null) {
      return;
    }
    running.interrupt();
    try {
      running.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (running.isAlive()) {
      LOG.warn("The compaction of {} does not stop; it ends with the process", table);
    }
  }

  private void run() {
    try {
      while (awaitFiles()) {
        ONE_AT_A_TIME.acquire();
        try {
          compact();
        } finally {
          ONE_AT_A_TIME.release();
        }
      }
    } catch (InterruptedException e) {
      // closed
    }
  }

  /** Waits for enough new files; false if there will be none. */
  private boolean awaitFiles() throws InterruptedException {
    synchronized (lock) {
      while (!closed && newFiles < ENOUGH_FILES) {
        lock.wait(TimeUnit.MINUTES.toMillis(1));
      }
      newFiles = 0;
      return !closed;
    }
  }

  private void compact() {
    try {
      OptimizeResult result = compaction.compact();
      merged.addAndGet(result.filesRemoved());
      written.addAndGet(result.bytesAdded());
      if (result.commits() > 0) {
        LOG.info("Compacted {}: {}", table, result);
      }
    } catch (IOException | RuntimeException e) {
      if (!isClosed()) {
        failures.incrementAndGet();
        LOG.warn("Could not compact {}; tried again after later commits", table, e);
      }
    }
  }

  private boolean isClosed() {
    synchronized (lock) {
      return closed;
    }
  }
}
