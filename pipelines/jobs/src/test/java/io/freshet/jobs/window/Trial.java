package io.freshet.jobs.window;

import io.freshet.schemas.FeatureRow;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * What a job in this process shares with the test that runs it: when it is to fail, and what came
 * of it. Events and rows take their time. Operators find it by its id. Thread-safe.
 */
final class Trial implements AutoCloseable {
  private static final Map<String, Trial> TRIALS = new ConcurrentHashMap<>();
  private static final AtomicLong IDS = new AtomicLong();
  private static final int LONGEST_WAIT = 50;
  private static final int MOST_CHECKPOINTS = 2;
  private static final int MANY = 3_000;
  private static final long NANOS_OF_WAITING = 50_000_000;

  /** The last row of each key that survived. */
  final Map<String, FeatureRow> rows = new ConcurrentHashMap<>();

  /** Checkpoints that were gone back to. */
  final Set<Long> restored = ConcurrentHashMap.newKeySet();

  /** Rows that were not newer than the one before. */
  final Queue<String> setbacks = new ConcurrentLinkedQueue<>();

  /** Complete when the job has failed for the last time and has a checkpoint since. */
  final CompletableFuture<Void> survived = new CompletableFuture<>();

  final String id = "trial-" + IDS.incrementAndGet();
  private final long nanosPerEvent;
  private final long nanosPerRow;
  private final AtomicLong reads = new AtomicLong();
  private final Random random = new Random(1);
  private int failures;
  private int checkpoints;
  private int rowsLeft = Integer.MAX_VALUE;
  private volatile boolean hurry;

  /**
   * @param failures how often the job fails
   * @param nanosPerEvent how long an event takes to be read
   * @param nanosPerRow how long a row takes to be collected
   */
  Trial(int failures, long nanosPerEvent, long nanosPerRow) {
    this.failures = failures;
    this.nanosPerEvent = nanosPerEvent;
    this.nanosPerRow = nanosPerRow;
    this.checkpoints = 1 + random.nextInt(MOST_CHECKPOINTS);
    TRIALS.put(id, this);
  }

  static Trial of(String id) {
    return Objects.requireNonNull(TRIALS.get(id), "the trial is over");
  }

  /** A checkpoint is complete: after some of them, and some more rows, the job fails. */
  synchronized void completed() {
    if (failures == 0) {
      survived.complete(null);
    } else if (--checkpoints == 0) {
      rowsLeft = 1 + random.nextInt(LONGEST_WAIT);
    }
  }

  /** Once it has survived, nothing takes longer than it must. */
  void hurryAfterwards() {
    hurry = true;
  }

  private boolean isSlow() {
    return !(hurry && survived.isDone());
  }

  /** An event is read. When many have been, they wait: the job must not end before it survived. */
  void read() {
    if (isSlow()) {
      LockSupport.parkNanos(reads.incrementAndGet() < MANY ? nanosPerEvent : NANOS_OF_WAITING);
    }
  }

  /** A row is collected. */
  void collect() {
    if (isSlow()) {
      LockSupport.parkNanos(nanosPerRow);
    }
    failIfDue();
  }

  private synchronized void failIfDue() {
    if (--rowsLeft == 0) {
      failures--;
      checkpoints = 1 + random.nextInt(MOST_CHECKPOINTS);
      rowsLeft = Integer.MAX_VALUE;
      throw new IllegalStateException("it was to fail here; so often again: " + failures);
    }
  }

  @Override
  public void close() {
    TRIALS.remove(id);
  }
}
