package io.freshet.engine;

import org.jspecify.annotations.Nullable;

/**
 * The clock of one partition or file: how far event time has certainly come in it.
 *
 * <p>It stands {@code maxOutOfOrderness} behind the largest event time. In a live source that has
 * been silent for {@code idleTimeout} it goes on from where it stood as fast as the wall clock,
 * from the end of that timeout on; the next record leaves it where it is or moves it forward. It
 * never goes back, and a wall clock that is set back only stops it for that moment.
 *
 * <p>Deterministic: it sees no time but what it is told. Times are UTC milliseconds. Not
 * thread-safe.
 */
public final class PartitionClock {
  /** Stands for a time that is not known yet. */
  public static final long NONE = Long.MIN_VALUE;

  /** The idle timeout of a source that ends: its clock never follows the wall clock. */
  private static final long NEVER_IDLE = Long.MAX_VALUE;

  /**
   * What is to be kept of a clock.
   *
   * @param largest the largest event time; {@link #NONE} before the first event
   * @param clock where the clock stood; {@link #NONE} before the first event
   */
  public record Snapshot(long largest, long clock) {}

  private final long maxOutOfOrderness;
  private final @Nullable Long allowedLateness;
  private final long idleTimeout;

  private long largest = NONE;

  /** Where the clock stood when the last record came, or at the restore. */
  private long stood = NONE;

  /** The latest wall clock seen; NONE before the first. */
  private long seenAt = NONE;

  /** For how long there has been no record. */
  private long silence;

  private PartitionClock(long maxOutOfOrderness, @Nullable Long allowedLateness, long idleTimeout) {
    this.maxOutOfOrderness = maxOutOfOrderness;
    this.allowedLateness = allowedLateness;
    this.idleTimeout = idleTimeout;
  }

  /**
   * The clock of a partition that goes on.
   *
   * @param allowedLateness null: no event is too late
   */
  public static PartitionClock live(
      long maxOutOfOrderness, @Nullable Long allowedLateness, long idleTimeout) {
    return new PartitionClock(maxOutOfOrderness, allowedLateness, idleTimeout);
  }

  /**
   * The clock of a file, or of a partition that is read up to a fixed offset.
   *
   * @param allowedLateness null: no event is too late
   */
  public static PartitionClock bounded(long maxOutOfOrderness, @Nullable Long allowedLateness) {
    return new PartitionClock(maxOutOfOrderness, allowedLateness, NEVER_IDLE);
  }

  /** Goes on from a snapshot, in place of what this clock knew; silence counts from now. */
  public void restore(Snapshot snapshot, long wallClock) {
    largest = snapshot.largest();
    stood = snapshot.clock();
    seenAt = wallClock;
    silence = 0;
  }

  /** What {@link #restore} needs, as of {@code wallClock}. */
  public Snapshot snapshot(long wallClock) {
    return new Snapshot(largest, clock(wallClock));
  }

  /** Whether an event is too late, given those observed before it. */
  public boolean isTooLate(long eventTime) {
    return allowedLateness != null
        && largest != NONE
        && eventTime < largest - maxOutOfOrderness - allowedLateness;
  }

  /** Takes note of a record that was not refused for its time, or refused as too late. */
  public void observe(long eventTime, long wallClock) {
    stood = clock(wallClock);
    silence = 0;
    if (largest == NONE || eventTime > largest) {
      largest = eventTime;
      stood = Math.max(stood, eventTime - maxOutOfOrderness);
    }
  }

  /** The largest event time; {@link #NONE} before the first event. */
  public long largest() {
    return largest;
  }

  /** Whether there was an event, so that the clock counts in a minimum. */
  public boolean isKnown() {
    return largest != NONE;
  }

  /** The clock at {@code wallClock}; {@link #NONE} before the first event. */
  public long clock(long wallClock) {
    if (seenAt != NONE && wallClock > seenAt) {
      silence += wallClock - seenAt;
    }
    seenAt = wallClock;
    return isKnown() ? stood + Math.max(0, silence - idleTimeout) : NONE;
  }
}
