package io.freshet.bench.windows.subject;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run took.
 *
 * @param workload its label
 * @param subject its label
 * @param events events measured
 * @param keys users
 * @param seconds wall clock for them
 * @param cpuSeconds CPU of the process for them, of all its threads
 * @param results what the subject emitted, from the first event on
 * @param stateBytes what the state takes in RocksDB, see {@link StateSize}; null if not asked
 * @param laps the way there, from the first event on
 */
public record Measurement(
    String workload,
    String subject,
    long events,
    int keys,
    double seconds,
    double cpuSeconds,
    long results,
    @Nullable Long stateBytes,
    List<Lap> laps) {

  public Measurement {
    laps = List.copyOf(laps);
  }

  /** What lies between the first lap in {@code span} and the last. */
  static Measurement of(
      RunSpec spec, Span span, long results, @Nullable Long stateBytes, List<Lap> laps) {
    Lap first = laps.stream().filter(lap -> lap.events() >= span.from()).findFirst().orElseThrow();
    Lap last = laps.get(laps.size() - 1);
    return new Measurement(
        spec.workload().label(),
        spec.subject().label(),
        last.events() - first.events(),
        spec.stream().keys(),
        last.seconds() - first.seconds(),
        last.cpuSeconds() - first.cpuSeconds(),
        results,
        stateBytes,
        laps);
  }

  /** Events per second of one core. */
  public double eventsPerCpuSecond() {
    return events / cpuSeconds;
  }
}
