package io.freshet.bench.windows;

import io.freshet.bench.Figures;
import io.freshet.bench.windows.subject.Measurement;
import io.freshet.bench.windows.subject.RunSpec;
import io.freshet.bench.windows.subject.Subject;
import io.freshet.bench.windows.subject.Workload;
import io.freshet.cli.bench.BenchmarkReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/** How the cost of an event grows with keys and windows, in microseconds of CPU. */
final class Growth {
  private static final List<Integer> KEYS = List.of(10_000, 100_000, 1_000_000, 5_000_000);
  private static final List<Case> CASES =
      List.of(
          new Case(Workload.WINDOWS_1, Subject.CONTROL),
          new Case(Workload.WINDOWS_1, Subject.FRESHET),
          new Case(Workload.WINDOWS_2, Subject.FRESHET),
          new Case(Workload.WINDOWS_4, Subject.FRESHET),
          new Case(Workload.WINDOWS_8, Subject.FRESHET));
  private static final List<String> COLUMNS =
      List.of("keys", "control", "1 window", "2 windows", "4 windows", "8 windows");

  /** A field of the table. */
  private record Cell(int keys, Case measured) {
    RunSpec spec() {
      return RunSpec.of(measured.workload(), measured.subject()).withKeys(keys);
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%,d keys, %s", keys, measured);
    }
  }

  private final Runner runner;
  private final UnaryOperator<RunSpec> sized;

  /**
   * @param sized gives a run its number of events
   */
  Growth(Runner runner, UnaryOperator<RunSpec> sized) {
    this.runner = runner;
    this.sized = sized;
  }

  BenchmarkReport run() throws IOException, InterruptedException {
    List<Cell> cells =
        KEYS.stream()
            .flatMap(keys -> CASES.stream().map(measured -> new Cell(keys, measured)))
            .toList();
    Results<Cell> results = runner.run(cells, cell -> sized.apply(cell.spec()));
    Map<String, Number> figures = new LinkedHashMap<>();
    List<List<String>> rows = new ArrayList<>();
    for (int keys : KEYS) {
      List<String> row = new ArrayList<>();
      row.add(String.format(Locale.ROOT, "%,d", keys));
      for (int i = 0; i < CASES.size(); i++) {
        Measurement median = results.median(new Cell(keys, CASES.get(i))).orElseThrow();
        row.add(WindowsReport.microseconds(median));
        String column = COLUMNS.get(i + 1).replace(' ', '_');
        figures.put(
            "us_%d_keys_%s".formatted(keys, column),
            Figures.rounded(1e6 / median.eventsPerCpuSecond()));
      }
      rows.add(row);
    }
    return new BenchmarkReport("windows", figures, COLUMNS, rows);
  }
}
