package io.freshet.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.local.demo.DemoReport;
import io.freshet.local.demo.DemoStack;
import io.freshet.local.demo.Sample;
import io.freshet.local.demo.TableSize;
import io.freshet.schemas.Field;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a demo found.
 *
 * @param definitions the definitions that it ran
 * @param stack the servers, if they stay
 */
record DemoAnswer(DemoReport report, Path definitions, Optional<DemoStack> stack)
    implements Answer {

  @Override
  public void print(PrintStream out) {
    report
        .sample()
        .ifPresent(
            sample -> {
              out.println("One entity, as Redis serves it:");
              out.println();
              new RowText(sample.row(), System.currentTimeMillis())
                  .print(view(sample.view()), key(sample), out);
              out.println();
            });
    printStores(out);
    printCounts(out);
    printNext(out);
    out.println();
    VerifyAnswer.printDifferences(report.verification(), out);
    out.println(
        "compared with the naive evaluator: %s entities (%s), %s values, differences: %s"
            .formatted(
                Numbers.grouped(report.verification().entitiesChecked()),
                Numbers.list(report.verification().entitiesByView()),
                Numbers.grouped(report.verification().valuesChecked()),
                Numbers.grouped(report.verification().differencesInAll())));
  }

  private void printStores(PrintStream out) {
    out.println("Delta tables:");
    TextTable tables = new TextTable("  ");
    for (TableSize table : report.tables()) {
      tables.row(table.view(), Numbers.grouped(table.rows()) + " rows", table.path());
    }
    tables.print(out);
    out.println("Kafka topics:");
    TextTable topics = new TextTable("  ");
    report
        .outputs()
        .forEach((topic, records) -> topics.row(topic, Numbers.grouped(records) + " records"));
    topics.print(out);
  }

  private void printCounts(PrintStream out) {
    out.println("Counts:");
    TextTable counts =
        new TextTable("  ")
            .row(
                "events",
                "%s, %s of them replayed in %s"
                    .formatted(
                        Numbers.grouped(report.events()),
                        Numbers.grouped(report.replayed()),
                        Durations.format(report.replay())))
            .row("duplicates", Numbers.grouped(report.counts().duplicates()) + " passed over")
            .row("rows published", Numbers.grouped(report.counts().rowsPublished()))
            .row("expiries", Numbers.grouped(report.counts().expiries()));
    if (report.isLive()) {
      counts.row("freshness", ProgressText.freshness(report.freshness()));
    }
    counts.row("dead letters", Numbers.parts(report.counts().deadLetters()));
    report
        .deadLetters()
        .forEach((owner, reasons) -> counts.row("  of " + owner, Numbers.parts(reasons)));
    counts.print(out);
  }

  private void printNext(PrintStream out) {
    out.println("Where to look next:");
    if (stack.isEmpty()) {
      out.println("  ./freshet demo --keep         the same, and servers and data stay");
      out.println("  ./freshet validate " + definitions + "   the definitions that ran");
      out.println("  README.md                     a first feature of your own");
      return;
    }
    Path file = stack.get().environmentFile();
    report
        .sample()
        .ifPresent(
            sample ->
                out.println(
                    "  ./freshet get %s %s --env %s"
                        .formatted(view(sample.view()), key(sample), file)));
    out.println("  ./freshet verify " + definitions + " --env " + file);
    report
        .savepoint()
        .ifPresent(
            savepoint ->
                out.println(
                    "  ./freshet run "
                        + definitions
                        + " --env "
                        + file
                        + " --restore "
                        + savepoint));
    out.println("  ./freshet stack down --dir " + stack.get().directory());
  }

  private String view(String view) {
    return report.pipeline() + "/" + view;
  }

  private static String key(Sample sample) {
    StringBuilder text = new StringBuilder();
    Object[] values =
        io.freshet.schemas.EntityKey.decode(sample.key(), sample.row().layout().layout().keys());
    int i = 0;
    for (Field field : sample.row().layout().layout().keys()) {
      text.append(i == 0 ? "" : " ").append(field.name()).append('=').append(values[i++]);
    }
    return text.toString();
  }

  @Override
  public void fill(ObjectNode json) {
    json.put("pipeline", report.pipeline());
    json.put("events", report.events());
    Counts.fill(json, report.counts());
    Counts.freshness(json.putObject("freshness_ms"), report.freshness());
    ObjectNode owners = json.putObject("dead_letters_by");
    report.deadLetters().forEach((owner, reasons) -> reasons.forEach(owners.putObject(owner)::put));
    ObjectNode faults = json.putObject("faults");
    report.faults().forEach(faults::put);
    ObjectNode entities = json.putObject("entities");
    report.verification().entitiesByView().forEach(entities::put);
    json.put("values_checked", report.verification().valuesChecked());
    json.put("differences", report.verification().differencesInAll());
    VerifyAnswer.list(json.putArray("details"), report.verification());
    ObjectNode topics = json.putObject("topics");
    report.outputs().forEach(topics::put);
    ArrayNode tables = json.putArray("tables");
    for (TableSize table : report.tables()) {
      tables
          .addObject()
          .put("view", table.view())
          .put("path", table.path())
          .put("rows", table.rows());
    }
    json.put("replay_ms", report.replay().toMillis());
    stack.ifPresent(kept -> json.put("environment", kept.environmentFile().toString()));
  }

  @Override
  public int exitCode() {
    return report.verification().differencesInAll() == 0 ? ExitCode.DONE : ExitCode.FAILED;
  }
}
