package io.freshet.jobs.training.page;

import java.util.List;

/**
 * How durations are distributed. Milliseconds. Immutable.
 *
 * @param bounds ascending bounds between buckets
 * @param counts durations by bucket: below the first bound, from each bound to below the next, and
 *     from the last one on
 * @param p50 half are no longer; 0, like the others, when there are none
 * @param p90 nine of ten are no longer
 * @param p99 99 of 100 are no longer
 * @param max the longest
 */
public record Distribution(
    List<Long> bounds, List<Long> counts, long p50, long p90, long p99, long max) {

  public Distribution {
    bounds = List.copyOf(bounds);
    counts = List.copyOf(counts);
    if (counts.size() != bounds.size() + 1) {
      throw new IllegalArgumentException(
          "%d bounds make %d buckets, not %d"
              .formatted(bounds.size(), bounds.size() + 1, counts.size()));
    }
  }

  /** Number of durations. */
  long total() {
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  boolean isEmpty() {
    return total() == 0;
  }
}
