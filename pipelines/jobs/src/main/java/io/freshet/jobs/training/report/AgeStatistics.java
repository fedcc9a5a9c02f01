package io.freshet.jobs.training.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Durations in milliseconds: how old rows were at their labels' times (label time less {@code
 * feature_timestamp}), or how late rows were. Quantiles are at most 7 percent too large.
 *
 * @param count how many there are
 * @param p50 the median
 * @param buckets counts of ages
 */
public record AgeStatistics(
    long count, long p50, long p90, long p99, long max, List<Bucket> buckets) {

  public AgeStatistics {
    buckets = List.copyOf(buckets);
  }

  /**
   * Ages from one bound to the next.
   *
   * @param from smallest age
   * @param below what no age reaches; null: no bound
   */
  public record Bucket(long from, @Nullable Long below, long count) {}

  static AgeStatistics of(AgeCounts ages) {
    List<Bucket> buckets = new ArrayList<>();
    long[] counts = ages.buckets();
    long from = 0;
    for (int i = 0; i < counts.length; i++) {
      Long below = i < AgeCounts.BOUNDS.size() ? AgeCounts.BOUNDS.get(i) : null;
      buckets.add(new Bucket(from, below, counts[i]));
      from = below == null ? from : below;
    }
    return new AgeStatistics(
        ages.count(),
        ages.quantile(0.5),
        ages.quantile(0.9),
        ages.quantile(0.99),
        ages.largest(),
        buckets);
  }
}
