package io.freshet.bench.offline.join;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class JoinReportTest {
  private final JoinTimes times = new JoinTimes();

  @Test
  void mediansAreComparedWithTheFastestWayOfSpark() {
    add(Joiner.FRESHET, 11, 9, 10);
    add(Joiner.DUCKDB, 5, 4, 6);
    add(Joiner.SPARK_WINDOW, 60, 50, 40);
    add(Joiner.SPARK_JOIN, 90);
    JoinReport report = new JoinReport(times);
    assertThat(report.figures())
        .containsEntry("join_vs_spark", 5.0)
        .containsEntry("join_vs_duckdb", 2.0)
        .containsEntry("join_vs_spark_inside", 5.444)
        .containsEntry("join_seconds", 10.0);
    assertThat(report.rows())
        .contains(List.of("spark-window", "3", "50.0", "40.0-60.0", "49.0", "0.0", "1", "5.00"));
    assertThat(report.rows()).allMatch(row -> row.size() == JoinReport.columns().size());
  }

  @Test
  void whatWasNotMeasuredHasNoFigure() {
    add(Joiner.FRESHET, 10);
    assertThat(new JoinReport(times).figures()).containsOnlyKeys("join_seconds");
  }

  private void add(Joiner joiner, int... seconds) {
    for (int value : seconds) {
      times.add(joiner, new Timing(value, value - 1.0, 0, 1 << 20));
    }
  }
}
