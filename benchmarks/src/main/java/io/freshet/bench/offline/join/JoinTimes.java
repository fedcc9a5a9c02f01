package io.freshet.bench.offline.join;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What was measured. */
final class JoinTimes {
  private final Map<Joiner, List<Timing>> all = new EnumMap<>(Joiner.class);

  void add(Joiner joiner, Timing timing) {
    all.computeIfAbsent(joiner, j -> new ArrayList<>()).add(timing);
  }

  Set<Joiner> joiners() {
    return all.keySet();
  }

  /** The fastest first. */
  List<Timing> of(Joiner joiner) {
    return all.getOrDefault(joiner, List.of()).stream()
        .sorted(Comparator.comparingDouble(Timing::seconds))
        .toList();
  }

  /** The run in the middle; of two the slower one. */
  Optional<Timing> median(Joiner joiner) {
    List<Timing> sorted = of(joiner);
    return sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get(sorted.size() / 2));
  }

  /** The way of Spark that took least. */
  Optional<Joiner> fastestSpark() {
    return joiners().stream()
        .filter(Joiner::isSpark)
        .min(
            Comparator.comparingDouble(
                joiner -> median(joiner).map(Timing::seconds).orElse(Double.MAX_VALUE)));
  }
}
