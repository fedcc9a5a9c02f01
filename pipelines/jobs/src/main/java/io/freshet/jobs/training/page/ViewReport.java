package io.freshet.jobs.training.page;

import java.util.List;

/**
 * What a view brings into a training set. Counts are numbers of labels unless stated otherwise.
 * Immutable.
 *
 * @param name name of the view
 * @param description what to say about it; may be empty
 * @param found labels with a row
 * @param missing labels of an entity that had no readable row
 * @param tooOld labels whose row was older than the set allows
 * @param noKey labels without a value for some join key
 * @param leaky labels with a row whose {@code feature_timestamp} lies before the label and whose
 *     {@code available_at} does not: a join on event time would have used it
 * @param ages label's time minus {@code feature_timestamp}, of rows found
 * @param leakDelays {@code available_at} minus {@code feature_timestamp}, of the rows that a join
 *     on event time would have used; empty if they were not looked at
 * @param incompleteValues for each period of the set the number of values (labels times features)
 *     whose window begins before {@code complete_from}
 * @param features its features, in the set's order
 */
public record ViewReport(
    String name,
    String description,
    long found,
    long missing,
    long tooOld,
    long noKey,
    long leaky,
    Distribution ages,
    Distribution leakDelays,
    List<Long> incompleteValues,
    List<FeatureReport> features) {

  public ViewReport {
    incompleteValues = List.copyOf(incompleteValues);
    features = List.copyOf(features);
  }

  /** All labels. */
  long labels() {
    return found + missing + tooOld + noKey;
  }
}
