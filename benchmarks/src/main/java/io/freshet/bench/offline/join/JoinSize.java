package io.freshet.bench.offline.join;

import java.time.Duration;
import java.time.Instant;

/**
 * How much is joined.
 *
 * @param rows rows of the table
 * @param labels labels
 * @param users users that the table knows
 */
public record JoinSize(int rows, int labels, int users) {
  /** The time of rows and labels, a partition of the table for each day. */
  static final Instant FROM = Instant.parse("2025-09-01T00:00:00Z");

  static final Duration SPAN = Duration.ofDays(30);

  private static final int ROWS_PER_USER = 50;
  private static final int FEWEST = 100;

  /** So many rows and labels, with fifty rows for each user. */
  public static JoinSize of(int rows, int labels) {
    return new JoinSize(
        Math.max(FEWEST, rows),
        Math.max(FEWEST, labels),
        Math.max(1, Math.max(FEWEST, rows) / ROWS_PER_USER));
  }
}
