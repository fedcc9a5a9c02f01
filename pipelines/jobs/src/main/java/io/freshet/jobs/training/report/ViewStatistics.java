package io.freshet.jobs.training.report;

import java.util.List;

/**
 * What is known of a view in a training set. Counts are of labels.
 *
 * @param view the view
 * @param missing without a row of their entity that was readable
 * @param tooOld with a row that was older than the set allows, so that it counts as missing
 * @param withoutKey with a NULL among their join keys, so that there is no entity
 * @param leaks for which there is a row with {@code feature_timestamp < label time <=
 *     available_at}: a join by event time would have used what nobody could know
 * @param leakDelays how long after its as-of time such a row became readable, the last of them of
 *     each label; of none where that is not known
 * @param future that have a row which was not readable before them; joins exclude them, so that
 *     this is 0
 * @param ages how old the rows were
 * @param features the features
 */
public record ViewStatistics(
    String view,
    long missing,
    long tooOld,
    long withoutKey,
    long leaks,
    AgeStatistics leakDelays,
    long future,
    AgeStatistics ages,
    List<FeatureStatistics> features) {
  public ViewStatistics {
    features = List.copyOf(features);
  }
}
