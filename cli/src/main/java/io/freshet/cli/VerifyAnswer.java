package io.freshet.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.jobs.verify.Difference;
import io.freshet.jobs.verify.VerifyReport;
import java.io.PrintStream;

/** What differs between stores and naive evaluator. */
record VerifyAnswer(String pipeline, VerifyReport report) implements Answer {
  private static final int SHOWN = 20;

  @Override
  public void print(PrintStream out) {
    printDifferences(report, out);
    out.println(
        "pipeline '%s': %s entities, %s values compared, differences: %s"
            .formatted(
                pipeline,
                Numbers.grouped(report.entitiesChecked()),
                Numbers.grouped(report.valuesChecked()),
                Numbers.grouped(report.differencesInAll())));
  }

  @Override
  public void fill(ObjectNode json) {
    json.put("pipeline", pipeline);
    json.put("entities_checked", report.entitiesChecked());
    json.put("values_checked", report.valuesChecked());
    json.put("differences", report.differencesInAll());
    ObjectNode entities = json.putObject("entities");
    report.entitiesByView().forEach(entities::put);
    list(json.putArray("details"), report);
  }

  /** Prints the first differences. */
  static void printDifferences(VerifyReport report, PrintStream out) {
    report.differences().stream().limit(SHOWN).map(VerifyAnswer::words).forEach(out::println);
    if (report.differencesInAll() > SHOWN) {
      out.println(
          "... and " + Numbers.grouped(report.differencesInAll() - SHOWN) + " more (see --json)");
    }
  }

  /** Lists the first differences. */
  static void list(ArrayNode json, VerifyReport report) {
    for (Difference difference : report.differences()) {
      json.addObject()
          .put("view", difference.view())
          .put("key", difference.key())
          .put("store", difference.store())
          .put("feature", difference.feature())
          .put("expected", difference.expected())
          .put("actual", difference.actual());
    }
  }

  private static String words(Difference difference) {
    return "%s %s, %s, %s: expected %s, is %s"
        .formatted(
            difference.view(),
            difference.key(),
            difference.store(),
            difference.feature(),
            difference.expected(),
            difference.actual());
  }

  @Override
  public int exitCode() {
    return report.differencesInAll() == 0 ? ExitCode.DONE : ExitCode.FAILED;
  }
}
