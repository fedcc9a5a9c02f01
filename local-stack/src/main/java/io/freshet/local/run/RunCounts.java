package io.freshet.local.run;

import io.freshet.jobs.metrics.LatencySummary;
import io.freshet.jobs.metrics.MetricsSnapshot;
import java.util.SortedMap;

/**
 * What a running pipeline has counted. After a failure, what is read again is counted again.
 *
 * @param recordsRead records taken from the sources
 * @param duplicates records that repeated an earlier one of their source
 * @param rowsPublished rows that left the views
 * @param rowsWritten rows that the online store has taken
 * @param rowsLogged rows handed to the offline store
 * @param expiries instants at which a value left or entered a window
 * @param deadLetters rejected records by reason; one that several views reject counts for each
 * @param freshness from arrival until readable
 */
public record RunCounts(
    long recordsRead,
    long duplicates,
    long rowsPublished,
    long rowsWritten,
    long rowsLogged,
    long expiries,
    SortedMap<String, Long> deadLetters,
    LatencySummary freshness) {

  static RunCounts of(MetricsSnapshot metrics) {
    return new RunCounts(
        metrics.total("records_read"),
        metrics.total("duplicates"),
        metrics.total("rows_published"),
        metrics.total("rows_written"),
        metrics.total("rows_logged"),
        metrics.total("expiries"),
        metrics.deadLetters(),
        metrics.freshness());
  }

  /** Whether rows went on since {@code earlier}. */
  boolean differsFrom(RunCounts earlier) {
    return recordsRead != earlier.recordsRead
        || rowsPublished != earlier.rowsPublished
        || rowsWritten != earlier.rowsWritten
        || rowsLogged != earlier.rowsLogged;
  }
}
