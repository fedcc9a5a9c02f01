package io.freshet.bench.offline.sink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Writes the same rows with the sink and with bare Kernel, turn by turn. */
public final class SinkComparison {
  private final int rows;
  private final int runs;
  private final Path directory;
  private final Consumer<String> progress;

  /**
   * @param rows measured rows of each run; a fourth as many come before, to warm up
   * @param runs how often each is run
   * @param directory for files
   * @param progress takes lines for people
   */
  public SinkComparison(int rows, int runs, Path directory, Consumer<String> progress) {
    this.rows = rows;
    this.runs = runs;
    this.directory = directory;
    this.progress = progress;
  }

  /**
   * Measures.
   *
   * @throws IOException if a run fails
   */
  public SinkReport run() throws IOException, InterruptedException {
    Files.createDirectories(directory);
    Map<Writer, List<Written>> written = new EnumMap<>(Writer.class);
    SinkProcess process = new SinkProcess(directory);
    for (int run = 1; run <= runs; run++) {
      for (Writer writer : Writer.values()) {
        Written one = process.run(writer, Math.max(1, rows / 4), rows);
        written.computeIfAbsent(writer, w -> new ArrayList<>()).add(one);
        progress.accept(
            String.format(
                Locale.ROOT,
                "run %d of %d: sink of %s, %,.0f rows per second of CPU",
                run,
                runs,
                writer.label(),
                one.rowsPerCpuSecond()));
      }
    }
    return new SinkReport(written);
  }
}
