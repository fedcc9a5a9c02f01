package io.freshet.bench.freshness;

/**
 * A user whose events are watched, one at a time.
 *
 * <p>Its row is readable when the row's {@code sequence}, the number of events applied to the user,
 * has come to the number of events sent. Thread-safe.
 */
final class Probe {
  private final String user;
  private final byte[] key;
  private long sent;
  private long arrivedAt;
  private boolean watched;

  /**
   * A user that has not been sent yet.
   *
   * @param key of its online row
   */
  Probe(String user, byte[] key) {
    this.user = user;
    this.key = key.clone();
  }

  String user() {
    return user;
  }

  byte[] key() {
    return key.clone();
  }

  /** Counts an event that is about to be sent. */
  synchronized long next() {
    return ++sent;
  }

  /** Begins to wait for the row of the event that arrived. */
  synchronized void arrived(long at) {
    arrivedAt = at;
    watched = true;
  }

  synchronized boolean isWatched() {
    return watched;
  }

  /**
   * Takes the sequence of the row that was read.
   *
   * @param now when it was read, UTC milliseconds
   * @return milliseconds from arrival until now if the row is that of the last event; else -1
   */
  synchronized long read(long sequence, long now) {
    if (!watched || sequence < sent) {
      return -1;
    }
    watched = false;
    return Math.max(0, now - arrivedAt);
  }
}
