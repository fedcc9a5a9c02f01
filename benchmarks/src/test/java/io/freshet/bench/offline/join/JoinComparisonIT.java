package io.freshet.bench.offline.join;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All that join find the same; with Spark, which takes its time, in the long runs only. */
final class JoinComparisonIT {
  @TempDir private Path directory;

  @Test
  void allThatJoinFindTheSame() throws Exception {
    List<Joiner> joiners =
        Boolean.getBoolean("freshet.full")
            ? Arrays.asList(Joiner.values())
            : List.of(Joiner.DUCKDB, Joiner.FRESHET);
    JoinSettings settings = new JoinSettings(JoinSize.of(20_000, 4_000), 1, joiners, 700, null);
    List<String> progress = new ArrayList<>();
    JoinReport report = new JoinComparison(settings, directory, progress::add).run();
    assertThat(report.rows()).hasSameSizeAs(joiners);
    assertThat(report.figures()).containsKeys("join_vs_duckdb", "join_seconds");
    assertThat(progress).anyMatch(line -> line.startsWith("run 1 of 1: freshet"));
  }
}
