package io.freshet.jobs.training;

import io.freshet.jobs.training.page.Distribution;
import io.freshet.jobs.training.report.AgeCounts;
import io.freshet.jobs.training.report.AgeStatistics;
import java.util.List;

/** Durations of statistics as the leak report shows them. */
final class AgeDistributions {
  private AgeDistributions() {}

  /** Of durations that were counted finely. */
  static Distribution of(AgeStatistics ages) {
    return new Distribution(
        AgeCounts.BOUNDS,
        ages.buckets().stream().map(AgeStatistics.Bucket::count).toList(),
        ages.p50(),
        ages.p90(),
        ages.p99(),
        ages.max());
  }

  /**
   * Of durations of which only the buckets are known: quantiles are bounds of buckets.
   *
   * @param max what none of them exceeds
   */
  static Distribution of(List<Long> counts, long max) {
    return new Distribution(
        AgeCounts.BOUNDS,
        counts,
        bound(counts, 0.5, max),
        bound(counts, 0.9, max),
        bound(counts, 0.99, max),
        bound(counts, 1, max));
  }

  private static long bound(List<Long> counts, double share, long max) {
    long total = counts.stream().mapToLong(Long::longValue).sum();
    long rank = (long) Math.ceil(share * total);
    long seen = 0;
    for (int i = 0; i < AgeCounts.BOUNDS.size() && rank > 0; i++) {
      seen += counts.get(i);
      if (seen >= rank) {
        return Math.min(AgeCounts.BOUNDS.get(i), max);
      }
    }
    return rank == 0 ? 0 : max;
  }
}
