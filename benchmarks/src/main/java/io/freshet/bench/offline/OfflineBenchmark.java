package io.freshet.bench.offline;

import io.freshet.bench.offline.join.JoinComparison;
import io.freshet.bench.offline.join.JoinReport;
import io.freshet.bench.offline.join.JoinSettings;
import io.freshet.bench.offline.join.JoinSize;
import io.freshet.bench.offline.join.Joiner;
import io.freshet.cli.bench.Benchmark;
import io.freshet.cli.bench.BenchmarkReport;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code freshet bench offline}. */
@Command
public final class OfflineBenchmark implements Benchmark {
  private static final int ROWS = 10_000_000;
  private static final int LABELS = 1_000_000;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "" + ROWS,
      description = "Rows of the table that is joined; ${DEFAULT-VALUE} unless told.")
  private int rows;

  @Option(
      names = "--labels",
      paramLabel = "N",
      defaultValue = "" + LABELS,
      description = "Labels that it is joined with; ${DEFAULT-VALUE} unless told.")
  private int labels;

  @Option(
      names = "--scale",
      paramLabel = "SHARE",
      defaultValue = "1",
      description = "Share of rows and labels, for a quick look.")
  private double scale;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "3",
      description = "Runs of each; medians are shown. ${DEFAULT-VALUE} unless told.")
  private int runs;

  @Option(
      names = "--joiners",
      paramLabel = "NAME",
      split = ",",
      converter = ToJoiner.class,
      defaultValue = "freshet,duckdb,spark-window,spark-lookup,spark-join",
      description = "Who joins; ${DEFAULT-VALUE} unless told.")
  private List<Joiner> joiners = List.of();

  @Option(
      names = "--memory",
      paramLabel = "MIB",
      defaultValue = "4096",
      description = "Memory of each that joins, MiB; ${DEFAULT-VALUE} unless told.")
  private int memory;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "Keep what is joined here, and take it from here the next time.")
  private @Nullable Path data;

  /** For {@link java.util.ServiceLoader}. */
  public OfflineBenchmark() {}

  @Override
  public String name() {
    return "offline";
  }

  @Override
  public String description() {
    return "A training set beside Spark and DuckDB.";
  }

  @Override
  public BenchmarkReport run(Path directory, Consumer<String> progress) throws Exception {
    JoinSize size = JoinSize.of((int) Math.round(rows * scale), (int) Math.round(labels * scale));
    JoinReport report =
        new JoinComparison(new JoinSettings(size, runs, joiners, memory, data), directory, progress)
            .run();
    return new BenchmarkReport(name(), report.figures(), JoinReport.columns(), report.rows());
  }

  /** By name. */
  static final class ToJoiner implements ITypeConverter<Joiner> {
    @Override
    public Joiner convert(String label) {
      try {
        return Joiner.of(label);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
