package io.freshet.jobs.training.page;

import org.jspecify.annotations.Nullable;

/**
 * A feature of a training set. Counts are numbers of labels. Immutable.
 *
 * @param name its name
 * @param type its SQL type
 * @param present labels with a value that is not NULL
 * @param empty labels with the value that an entity without events has: 0 for a count, the
 *     definition's default, or NULL
 * @param completeFrom event time (UTC milliseconds) since when all events have been counted; null:
 *     not known, or always
 * @param incomplete labels at whose time its window began before {@code completeFrom}; null: not
 *     known
 * @param leaky labels that a join on event time would have given a value from the future
 * @param ages label's time minus the {@code feature_timestamp} of the row that the value is from
 */
public record FeatureReport(
    String name,
    String type,
    long present,
    long empty,
    @Nullable Long completeFrom,
    @Nullable Long incomplete,
    long leaky,
    Distribution ages) {

  /** Labels whose value is known to be incomplete. */
  long knownIncomplete() {
    return incomplete == null ? 0 : incomplete;
  }
}
