package io.freshet.bench.offline;

import io.freshet.bench.offline.join.JoinComparison;
import io.freshet.bench.offline.join.JoinReport;
import io.freshet.bench.offline.join.JoinSettings;
import io.freshet.bench.offline.join.JoinSize;
import io.freshet.bench.offline.join.Joiner;
import io.freshet.bench.offline.sink.SinkComparison;
import io.freshet.bench.offline.sink.SinkReport;
import io.freshet.cli.bench.Benchmark;
import io.freshet.cli.bench.BenchmarkReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
  private static final int SINK_ROWS = 1_500_000;

  /** What is measured. */
  private enum Part {
    SINK,
    JOIN
  }

  @Option(
      names = "--parts",
      paramLabel = "NAME",
      split = ",",
      converter = ToPart.class,
      defaultValue = "sink,join",
      description = "What is measured; ${DEFAULT-VALUE} unless told.")
  private List<Part> parts = List.of();

  @Option(
      names = "--sink-rows",
      paramLabel = "N",
      defaultValue = "" + SINK_ROWS,
      description = "Rows that the sink and Kernel write; ${DEFAULT-VALUE} unless told.")
  private int sinkRows;

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
      description = "Share of all rows and labels, for a quick look.")
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
    return "The sink beside bare Kernel; a training set beside Spark and DuckDB.";
  }

  @Override
  public BenchmarkReport run(Path directory, Consumer<String> progress) throws Exception {
    Map<String, Number> figures = new LinkedHashMap<>();
    List<List<String>> table = new ArrayList<>();
    if (parts.contains(Part.SINK)) {
      SinkReport sink =
          new SinkComparison(scaled(sinkRows), runs, directory.resolve("sink"), progress).run();
      figures.putAll(sink.figures());
      table.addAll(sink.rows());
    }
    if (parts.contains(Part.JOIN)) {
      JoinReport join = join(directory, progress);
      figures.putAll(join.figures());
      table.addAll(join.rows());
    }
    return new BenchmarkReport(name(), figures, JoinReport.columns(), table);
  }

  private JoinReport join(Path directory, Consumer<String> progress) throws Exception {
    JoinSize size = JoinSize.of(scaled(rows), scaled(labels));
    JoinSettings settings = new JoinSettings(size, runs, joiners, memory, data);
    return new JoinComparison(settings, directory, progress).run();
  }

  private int scaled(int count) {
    return (int) Math.round(count * scale);
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

  /** By name. */
  static final class ToPart implements ITypeConverter<Part> {
    @Override
    public Part convert(String label) {
      try {
        return Part.valueOf(label.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("there are sink and join, no " + label);
      }
    }
  }
}
