package io.freshet.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.cli.bench.BenchmarkReport;
import java.io.PrintStream;
import java.util.List;

/** What a benchmark measured. */
record BenchAnswer(BenchmarkReport report) implements Answer {

  @Override
  public void print(PrintStream out) {
    TextTable table = new TextTable("").row(report.columns().toArray(String[]::new));
    report.rows().forEach(row -> table.row(row.toArray(String[]::new)));
    table.print(out);
  }

  @Override
  public void fill(ObjectNode json) {
    json.put("bench", report.bench());
    ObjectNode figures = json.putObject("figures");
    report
        .figures()
        .forEach(
            (key, value) -> {
              if (value instanceof Long || value instanceof Integer) {
                figures.put(key, value.longValue());
              } else {
                figures.put(key, value.doubleValue());
              }
            });
    ArrayNode table = json.putArray("table");
    for (List<String> cells : report.rows()) {
      ObjectNode row = table.addObject();
      for (int i = 0; i < cells.size(); i++) {
        row.put(report.columns().get(i), cells.get(i));
      }
    }
  }

  @Override
  public int exitCode() {
    return ExitCode.DONE;
  }
}
