package io.freshet.bench.online;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.cli.bench.BenchmarkReport;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The benchmark runs, and what it compares holds the same. */
class OnlineBenchmarkIT {
  @TempDir Path directory;

  @Test
  void allIsMeasured() throws Exception {
    OnlineBenchmark benchmark = new OnlineBenchmark();
    new CommandLine(benchmark).parseArgs("--entities", "300", "--runs", "1", "--seconds", "1");

    BenchmarkReport report = benchmark.run(directory.resolve("redis"), line -> {});

    assertThat(report.figures().keySet())
        .containsExactly(
            "memory_dense",
            "memory_typical",
            "row_bytes_typical",
            "guarded_writes",
            "read_client",
            "read_gateway",
            "read_client_100",
            "decode_us",
            "decode_us_typical");
    assertThat(report.figures().values()).allMatch(value -> value.doubleValue() > 0);
    Number bytes = Objects.requireNonNull(report.figures().get("row_bytes_typical"));
    assertThat(bytes.doubleValue()).isBetween(300.0, 900.0);
  }
}
