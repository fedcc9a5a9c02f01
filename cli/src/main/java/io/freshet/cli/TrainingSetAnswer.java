package io.freshet.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.jobs.training.TrainingMode;
import io.freshet.jobs.training.TrainingResult;
import io.freshet.jobs.training.report.FeatureStatistics;
import io.freshet.jobs.training.report.SetStatistics;
import io.freshet.jobs.training.report.ViewStatistics;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** What became of a training set. */
record TrainingSetAnswer(TrainingResult result, TrainingMode mode, Duration elapsed)
    implements Answer {

  @Override
  public void print(PrintStream out) {
    SetStatistics statistics = result.statistics();
    out.println(
        "%s: %s rows in %s"
            .formatted(
                result.out(), Numbers.grouped(statistics.rows()), Durations.format(elapsed)));
    for (ViewStatistics view : statistics.views()) {
      out.println();
      out.println(view.view());
      TextTable labels =
          new TextTable("  ")
              .row("labels without a row", counted(view.missing()))
              .row("with one that is too old", counted(view.tooOld()))
              .row("without a key", counted(view.withoutKey()));
      // recomputed values never were readable, so that nobody knows what would have leaked
      if (mode == TrainingMode.LOGGED) {
        labels.row(
            "would leak in a join by event time", counted(view.leaks()) + "; not in this set");
      }
      labels
          .row(
              "age of rows",
              "p50 %s, p99 %s, at most %s"
                  .formatted(
                      age(view.ages().p50()), age(view.ages().p99()), age(view.ages().max())))
          .print(out);
      TextTable features = new TextTable("  ").row("feature", "present", "empty", "incomplete");
      for (FeatureStatistics feature : view.features()) {
        features.row(
            feature.column(),
            share(feature.present()),
            share(feature.empty()),
            feature.completenessKnown() ? share(feature.incomplete()) : "not known");
      }
      features.print(out);
    }
    out.println();
    out.println("manifest: " + result.manifest());
    out.println("leak report: " + result.report());
  }

  private String counted(long labels) {
    return labels == 0 ? "0" : Numbers.grouped(labels) + " (" + share(labels) + ")";
  }

  private String share(long labels) {
    long rows = result.statistics().rows();
    return String.format(Locale.ROOT, "%.1f%%", rows == 0 ? 0 : 100.0 * labels / rows);
  }

  private static String age(long millis) {
    return Durations.format(Duration.ofMillis(millis));
  }

  @Override
  public void fill(ObjectNode json) {
    json.put("out", result.out());
    json.put("rows", result.statistics().rows());
    json.put("manifest", result.manifest());
    json.put("report", result.report());
    json.put("digest", result.digest());
    ObjectNode coverage = json.putObject("coverage");
    result.statistics().coverage().forEach(coverage::put);
    result.statistics().fill(json.putObject("statistics"));
    json.put("elapsed_ms", elapsed.toMillis());
  }

  @Override
  public int exitCode() {
    return ExitCode.DONE;
  }
}
