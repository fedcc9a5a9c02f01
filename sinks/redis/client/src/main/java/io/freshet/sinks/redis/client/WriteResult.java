package io.freshet.sinks.redis.client;

/**
 * What became of a row.
 *
 * @param status what was done
 * @param availableAt since when the row that is stored now has been readable, UTC milliseconds
 */
public record WriteResult(Status status, long availableAt) {

  /** Outcomes of a write. */
  public enum Status {
    /** The row is stored: there was none, an older one, or other values of the same version. */
    WRITTEN,
    /** The very same row was stored before. */
    EQUAL,
    /** A newer row is stored and stays. */
    SUPERSEDED
  }
}
