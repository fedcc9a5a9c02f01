package io.freshet.bench.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.bench.windows.subject.Measurement;
import io.freshet.bench.windows.subject.Subject;
import io.freshet.bench.windows.subject.Workload;
import io.freshet.cli.bench.BenchmarkReport;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is made of measurements. */
final class ResultsTest {
  private static final Case CONTROL = new Case(Workload.CHURN_ZIPF, Subject.CONTROL);
  private static final Case FRESHET = new Case(Workload.CHURN_ZIPF, Subject.FRESHET);

  private final Results<Case> results = new Results<>();

  @Test
  void aFigureComparesMediansOfEventsPerSecondOfCpu() {
    for (double cpu : new double[] {2, 50, 1}) {
      add(CONTROL, cpu, null);
    }
    for (double cpu : new double[] {4, 5, 1}) {
      add(FRESHET, cpu, null);
    }
    BenchmarkReport report = new WindowsReport(results).report();
    assertThat(report.figures().get("churn_zipf")).isEqualTo(0.5);
    assertThat(report.rows()).hasSize(2);
    assertThat(report.rows().get(1)).contains("4.00", "1.00-5.00", "0.500");
  }

  @Test
  void aFigureNeedsBothSides() {
    add(FRESHET, 4, null);
    assertThat(new WindowsReport(results).report().figures()).isEmpty();
  }

  @Test
  void twiceTheWindowsIsARatioOfTimes() {
    add(new Case(Workload.WINDOWS_3, Subject.FRESHET), 2, null);
    add(new Case(Workload.WINDOWS_6, Subject.FRESHET), 3, null);
    assertThat(new WindowsReport(results).report().figures())
        .containsOnly(Map.entry("windows_doubled", 1.5));
  }

  @Test
  void stateIsToldByKey() {
    add(new Case(Workload.STATE, Subject.FRESHET), 3, 5_000L);
    assertThat(new WindowsReport(results).report().figures())
        .containsOnly(Map.entry("state_bytes_per_key", 500.0));
  }

  private void add(Case what, double cpu, @Nullable Long stateBytes) {
    results.add(
        what,
        new Measurement(
            what.workload().label(),
            what.subject().label(),
            1_000_000,
            10,
            cpu,
            cpu,
            1,
            stateBytes,
            List.of()));
  }
}
