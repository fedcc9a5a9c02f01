package io.freshet.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.sinks.delta.care.TableName;
import io.freshet.sinks.delta.care.VacuumOptions.Mode;
import io.freshet.sinks.delta.care.VacuumResult;
import java.io.PrintStream;

/** What a vacuum deleted, or would delete. */
record TableVacuumAnswer(TableName table, Mode mode, VacuumResult result) implements Answer {

  @Override
  public void print(PrintStream out) {
    if (mode == Mode.LIST) {
      result.files().forEach(file -> out.println("  " + file));
    }
    out.printf(
        "%s: %s %s files with %s, and %s files of the log%n",
        table,
        mode == Mode.LIST ? "would delete" : "deleted",
        Numbers.grouped(result.files().size()),
        Numbers.bytes(result.bytes()),
        Numbers.grouped(result.logFiles()));
    out.printf(
        "kept: %s files of older versions, %s that no version has had yet%n",
        Numbers.grouped(result.keptForVersions()), Numbers.grouped(result.keptUnnamed()));
  }

  @Override
  public void fill(ObjectNode json) {
    json.put("table", table.toString());
    json.put("dry_run", mode == Mode.LIST);
    json.put("files", result.files().size());
    json.put("bytes", result.bytes());
    json.put("log_files", result.logFiles());
    json.put("kept_for_versions", result.keptForVersions());
    json.put("kept_unnamed", result.keptUnnamed());
    if (mode == Mode.LIST) {
      result.files().forEach(json.putArray("paths")::add);
    }
  }

  @Override
  public int exitCode() {
    return ExitCode.DONE;
  }
}
