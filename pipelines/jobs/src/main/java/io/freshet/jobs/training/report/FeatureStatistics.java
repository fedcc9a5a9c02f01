package io.freshet.jobs.training.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a feature in a training set.
 *
 * @param feature its name in the view
 * @param column its name in the set
 * @param present labels with a value that is not NULL
 * @param empty labels with the value that an entity without events has: a count of 0, a default, or
 *     NULL
 * @param incomplete labels at whose row the feature's window reached back before all events were
 *     counted
 * @param completeFrom since when all events have been counted, UTC milliseconds; null: not known,
 *     and {@code incomplete} says nothing
 * @param ages how old the rows were that its values are from, those without the empty values:
 *     counts by {@link AgeCounts#BOUNDS}
 */
public record FeatureStatistics(
    String feature,
    String column,
    long present,
    long empty,
    long incomplete,
    @Nullable Long completeFrom,
    List<Long> ages) {
  public FeatureStatistics {
    ages = List.copyOf(ages);
  }

  /** Whether it is known since when all events have been counted. */
  public boolean completenessKnown() {
    return completeFrom != null;
  }
}
