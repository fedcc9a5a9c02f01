package io.freshet.cli;

import io.freshet.jobs.metrics.LatencySummary;
import io.freshet.local.run.RunCounts;
import java.time.Duration;
import java.util.List;

/** What a running pipeline counts, in a few lines. */
final class ProgressText {
  private ProgressText() {}

  static List<String> run(String pipeline, Duration elapsed, RunCounts counts, Pace pace) {
    return List.of(
        "%s  %s  %s events read, %s/s"
            .formatted(
                pipeline,
                Durations.format(elapsed.truncatedTo(java.time.temporal.ChronoUnit.SECONDS)),
                Numbers.grouped(counts.recordsRead()),
                Numbers.grouped(Math.round(pace.perSecond(counts.recordsRead())))),
        rows(counts),
        "dead letters " + Numbers.parts(counts.deadLetters()));
  }

  static String rows(RunCounts counts) {
    return "rows published %s  expiries %s  freshness %s"
        .formatted(
            Numbers.grouped(counts.rowsPublished()),
            Numbers.grouped(counts.expiries()),
            freshness(counts.freshness()));
  }

  static String freshness(LatencySummary freshness) {
    return freshness.count() == 0
        ? "-"
        : "p50 %s ms p99 %s ms"
            .formatted(Numbers.grouped(freshness.p50()), Numbers.grouped(freshness.p99()));
  }
}
