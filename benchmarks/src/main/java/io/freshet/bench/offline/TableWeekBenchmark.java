package io.freshet.bench.offline;

import io.freshet.bench.Figures;
import io.freshet.cli.bench.Benchmark;
import io.freshet.cli.bench.BenchmarkReport;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code freshet bench table-week}. */
@Command
public final class TableWeekBenchmark implements Benchmark {
  private static final int READS = 5;

  @Option(
      names = "--commits",
      paramLabel = "N",
      defaultValue = "10080",
      description = "How many minutes, and commits; ${DEFAULT-VALUE}, a week, unless told.")
  private int commits;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "200",
      description = "Rows a minute, on average over a day; ${DEFAULT-VALUE} unless told.")
  private int rows;

  @Option(
      names = "--file-size",
      paramLabel = "MB",
      defaultValue = "128",
      description = "Size of files to arrive at, in MiB; ${DEFAULT-VALUE} unless told.")
  private int megabytes;

  /** For {@link java.util.ServiceLoader}. */
  public TableWeekBenchmark() {}

  @Override
  public String name() {
    return "table-week";
  }

  @Override
  public String description() {
    return "A table after a week of commits each minute, compacted by the job, beside one that was "
        + "written at once.";
  }

  @Override
  public BenchmarkReport run(Path directory, Consumer<String> progress) throws Exception {
    WeekTable week = new WeekTable(directory, (long) megabytes << 20, new WeekRows(rows));
    week.commitEachMinute(commits, progress);
    week.commitAtOnce(commits);
    WeekReads reads = new WeekReads(week);
    double open = reads.openSeconds(READS);
    progress.accept("reading both tables " + READS + " times");
    double ratio = reads.ratio(READS);
    Map<String, Number> figures = new LinkedHashMap<>();
    figures.put("week_open_seconds", Figures.rounded(open));
    figures.put("week_files", reads.files());
    figures.put("week_read_ratio", Figures.rounded(ratio));
    figures.put("week_log_files", reads.logFiles());
    figures.put("week_rows", week.rowsWritten());
    figures.put("week_bytes_rewritten", Figures.rounded(week.bytesRewritten()));
    figures.put("week_commit_ms", Figures.rounded(week.millisPerCommit()));
    List<List<String>> table =
        figures.entrySet().stream()
            .map(figure -> List.of(figure.getKey(), String.valueOf(figure.getValue())))
            .toList();
    return new BenchmarkReport(name(), figures, List.of("figure", "value"), table);
  }
}
