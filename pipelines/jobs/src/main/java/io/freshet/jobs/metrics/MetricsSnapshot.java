package io.freshet.jobs.metrics;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What a job has counted at one moment. Immutable.
 *
 * @param counters counts, subtasks added up
 * @param freshness freshness of rows since the last restart of its measurement
 */
public record MetricsSnapshot(Map<CounterId, Long> counters, LatencySummary freshness) {
  private static final String DEAD_LETTERS = "dead_letters.";

  public MetricsSnapshot {
    counters = Map.copyOf(counters);
  }

  /** The counts of a name, over all operators. */
  public long total(String name) {
    return counters.entrySet().stream()
        .filter(entry -> entry.getKey().name().equals(name))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Rejected records by reason; reasons that did not occur are left out. */
  public SortedMap<String, Long> deadLetters() {
    return deadLetters(counter -> true);
  }

  /** Rejected records of a view, or of a source where no view can take them, by reason. */
  public SortedMap<String, Long> deadLetters(String owner) {
    return deadLetters(counter -> counter.owner().equals(owner));
  }

  private SortedMap<String, Long> deadLetters(Predicate<CounterId> which) {
    SortedMap<String, Long> counts = new TreeMap<>();
    counters.forEach(
        (counter, count) -> {
          if (counter.name().startsWith(DEAD_LETTERS) && count > 0 && which.test(counter)) {
            counts.merge(counter.name().substring(DEAD_LETTERS.length()), count, Long::sum);
          }
        });
    return counts;
  }
}
