package io.freshet.defs.plan;

import java.io.Serializable;

/**
 * A window of an aggregation. Milliseconds.
 *
 * @param size length; {@link #UNBOUNDED} for {@code lifetime}, whose hop and offset are 0
 * @param hop step in which the tail moves
 * @param offset how far the window's end lies before the as-of time
 */
public record WindowPlan(long size, long hop, long offset) implements Serializable {
  /** The size of a window without lower bound. */
  public static final long UNBOUNDED = Long.MAX_VALUE;

  /** The window over everything. */
  public static final WindowPlan LIFETIME = new WindowPlan(UNBOUNDED, 0, 0);

  public boolean isLifetime() {
    return size == UNBOUNDED;
  }

  /** The first event time covered at {@code asOf}; {@link Long#MIN_VALUE} for lifetime. */
  public long lowerBound(long asOf) {
    return isLifetime() ? Long.MIN_VALUE : floor(asOf - offset - size, hop);
  }

  /** How far before the as-of time it covers events at most; {@link #UNBOUNDED} for lifetime. */
  public long reach() {
    return isLifetime() ? UNBOUNDED : size + offset + hop;
  }

  /** Whether an event at {@code time}, no later than {@code asOf}, is covered at {@code asOf}. */
  public boolean covers(long time, long asOf) {
    return time >= lowerBound(asOf) && (offset == 0 || time < floor(asOf - offset, hop));
  }

  /** The instant at which an event at {@code time} leaves; never for lifetime. */
  public long leavesAt(long time) {
    return isLifetime() ? Long.MAX_VALUE : floor(time, hop) + hop + size + offset;
  }

  /** The instant at which an event at {@code time} enters; {@code time} itself without offset. */
  public long entersAt(long time) {
    return offset == 0 ? time : floor(time, hop) + hop + offset;
  }

  /** Rounds down to a multiple of {@code step} since the epoch. */
  public static long floor(long time, long step) {
    return Math.floorDiv(time, step) * step;
  }
}
