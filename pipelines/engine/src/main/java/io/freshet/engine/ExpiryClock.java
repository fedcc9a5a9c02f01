package io.freshet.engine;

/**
 * The expiry clock of a view: the smallest clock of its partitions, and never less than it was.
 * Partitions without an event do not count. Not thread-safe.
 */
public final class ExpiryClock {
  private long clock;

  /** A clock that goes on from {@code clock}; {@link PartitionClock#NONE} if there is none yet. */
  public ExpiryClock(long clock) {
    this.clock = clock;
  }

  /** The clock as it was last computed; {@link PartitionClock#NONE} before the first event. */
  public long clock() {
    return clock;
  }

  /** Computes the clock at {@code wallClock}. */
  public long update(Iterable<PartitionClock> partitions, long wallClock) {
    long smallest = Long.MAX_VALUE;
    boolean isKnown = false;
    for (PartitionClock partition : partitions) {
      if (partition.isKnown()) {
        isKnown = true;
        smallest = Math.min(smallest, partition.clock(wallClock));
      }
    }
    return isKnown ? raise(smallest) : clock;
  }

  /**
   * The clock at the end of a bounded input.
   *
   * @param largest the largest event time read, {@link PartitionClock#NONE} if there was none
   * @param maxOutOfOrderness the largest of the sources'
   */
  public long end(long largest, long maxOutOfOrderness) {
    return largest == PartitionClock.NONE ? clock : raise(largest - maxOutOfOrderness);
  }

  private long raise(long candidate) {
    clock = Math.max(clock, candidate);
    return clock;
  }
}
