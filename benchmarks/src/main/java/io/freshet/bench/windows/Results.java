package io.freshet.bench.windows;

import io.freshet.bench.windows.subject.Measurement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** What was measured, by what was measured; a {@link Case} for one. */
final class Results<T> {
  private final Map<T, List<Measurement>> measured = new LinkedHashMap<>();

  void add(T what, Measurement measurement) {
    measured.computeIfAbsent(what, w -> new ArrayList<>()).add(measurement);
  }

  /** In the order in which they came first. */
  Set<T> keys() {
    return measured.keySet();
  }

  /** Its measurements, the fastest first; empty if there are none. */
  List<Measurement> of(T what) {
    return measured.getOrDefault(what, List.of()).stream()
        .sorted((a, b) -> Double.compare(b.eventsPerCpuSecond(), a.eventsPerCpuSecond()))
        .toList();
  }

  /** The run in the middle; of two the slower one. */
  Optional<Measurement> median(T what) {
    List<Measurement> all = of(what);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() / 2));
  }

  /** The median's events per second of one core. */
  OptionalDouble rate(T what) {
    return median(what).stream().mapToDouble(Measurement::eventsPerCpuSecond).findFirst();
  }

  /** How much faster one is than another; empty unless both were measured. */
  OptionalDouble ratio(T fast, T slow) {
    OptionalDouble above = rate(fast);
    OptionalDouble below = rate(slow);
    return above.isPresent() && below.isPresent()
        ? OptionalDouble.of(above.getAsDouble() / below.getAsDouble())
        : OptionalDouble.empty();
  }
}
