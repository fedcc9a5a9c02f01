package io.freshet.bench.windows;

import io.freshet.bench.Figures;
import io.freshet.bench.windows.subject.Measurement;
import io.freshet.bench.windows.subject.Subject;
import io.freshet.bench.windows.subject.Workload;
import io.freshet.cli.bench.BenchmarkReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** Figures and table of the cases that were measured. */
final class WindowsReport {
  private static final List<String> COLUMNS =
      List.of(
          "workload", "subject", "events", "us/event", "spread", "events/s", "wall", "ratio", "to");

  private final Results<Case> results;

  WindowsReport(Results<Case> results) {
    this.results = results;
  }

  BenchmarkReport report() {
    return new BenchmarkReport(
        "windows", figures(), COLUMNS, results.keys().stream().map(this::row).toList());
  }

  private Map<String, Number> figures() {
    Map<String, Number> figures = new LinkedHashMap<>();
    put(figures, "hop_1h", againstReference(Workload.HOP_1H));
    put(figures, "hop_7d", againstReference(Workload.HOP_7D));
    put(figures, "churn_zipf", againstReference(Workload.CHURN_ZIPF));
    put(figures, "churn_uniform", againstReference(Workload.CHURN_UNIFORM));
    put(figures, "features_847", againstReference(Workload.FEATURES_847));
    put(figures, "features_100", againstReference(Workload.FEATURES_100));
    put(
        figures,
        "windows_doubled",
        results.ratio(
            new Case(Workload.WINDOWS_3, Subject.FRESHET),
            new Case(Workload.WINDOWS_6, Subject.FRESHET)));
    put(figures, "state_bytes_per_key", bytesPerKey(new Case(Workload.STATE, Subject.FRESHET)));
    return figures;
  }

  private OptionalDouble againstReference(Workload workload) {
    Case freshet = new Case(workload, Subject.FRESHET);
    return results.ratio(freshet, freshet.reference());
  }

  private OptionalDouble bytesPerKey(Case state) {
    return results.median(state).stream()
        .filter(measurement -> measurement.stateBytes() != null)
        .mapToDouble(WindowsReport::bytesPerKey)
        .findFirst();
  }

  private static double bytesPerKey(Measurement measurement) {
    Long bytes = measurement.stateBytes();
    return bytes == null ? 0 : (double) bytes / measurement.keys();
  }

  private static void put(Map<String, Number> figures, String key, OptionalDouble value) {
    value.ifPresent(v -> figures.put(key, Figures.rounded(v)));
  }

  private List<String> row(Case measured) {
    List<Measurement> all = results.of(measured);
    Measurement median = all.get(all.size() / 2);
    List<String> row = new ArrayList<>();
    row.add(measured.workload().label());
    row.add(measured.subject().label());
    row.add(String.format(Locale.ROOT, "%,d", median.events()));
    row.add(microseconds(median));
    row.add(microseconds(all.get(0)) + "-" + microseconds(all.get(all.size() - 1)));
    row.add(String.format(Locale.ROOT, "%,.0f", median.eventsPerCpuSecond()));
    row.add(String.format(Locale.ROOT, "%,.0f", median.events() / median.seconds()));
    comparison(measured, median, row);
    return row;
  }

  private void comparison(Case measured, Measurement median, List<String> row) {
    Case reference = measured.reference();
    OptionalDouble ratio =
        reference.equals(measured) ? OptionalDouble.empty() : results.ratio(measured, reference);
    if (median.stateBytes() != null) {
      row.add(String.format(Locale.ROOT, "%,.0f", bytesPerKey(median)));
      row.add("bytes per key");
    } else if (ratio.isPresent()) {
      row.add(String.format(Locale.ROOT, "%.3g", ratio.getAsDouble()));
      row.add(
          reference.workload() == measured.workload()
              ? reference.subject().label()
              : reference.toString());
    } else {
      row.add("");
      row.add("");
    }
  }

  static String microseconds(Measurement measurement) {
    return String.format(Locale.ROOT, "%.2f", 1e6 / measurement.eventsPerCpuSecond());
  }
}
