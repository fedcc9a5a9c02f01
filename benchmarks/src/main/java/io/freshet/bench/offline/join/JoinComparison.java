package io.freshet.bench.offline.join;

import io.freshet.bench.Cores;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Joins the same labels with the same table by all ways, turn by turn, each in a process of its
 * own, and compares what they write.
 *
 * <p>Of Spark's ways all are run once, and then the fastest alone.
 */
public final class JoinComparison {
  private final JoinSettings settings;
  private final Path directory;
  private final Consumer<String> progress;
  private final JoinTimes times = new JoinTimes();
  private @Nullable JoinedLabels first;
  private Map<String, BigInteger> expected = Map.of();

  /**
   * @param directory for its files; need not be there yet
   * @param progress takes lines for people
   */
  public JoinComparison(JoinSettings settings, Path directory, Consumer<String> progress) {
    this.settings = settings;
    this.directory = directory;
    this.progress = progress;
  }

  /**
   * Measures.
   *
   * @throws IOException if a process fails, or writes another result than the others
   */
  public JoinReport run() throws IOException, InterruptedException, SQLException {
    SparkModule spark = SparkModule.find();
    if (settings.joiners().stream().anyMatch(Joiner::isSpark)) {
      spark.build(progress);
    }
    Path scratch = Files.createDirectories(directory.resolve("scratch"));
    Path folder = settings.data() == null ? directory.resolve("data") : settings.data();
    Files.createDirectories(folder);
    JoinData data = JoinData.at(folder.toAbsolutePath(), settings.size(), progress);
    JoinCommands commands = new JoinCommands(data, settings.memoryMib(), spark, scratch);
    TimedProcess process = new TimedProcess(Cores.last(JoinCommands.CORES), scratch);
    for (int run = 1; run <= settings.runs(); run++) {
      for (Joiner joiner : joiners(run)) {
        Path out = directory.resolve("%s-%d.parquet".formatted(joiner.label(), run));
        Timing timing = process.run(commands.of(joiner, out));
        compare(new JoinedLabels(out, data.layout()));
        times.add(joiner, timing);
        progress.accept(
            String.format(
                Locale.ROOT,
                "run %d of %d: %s, %.1f s",
                run,
                settings.runs(),
                joiner.label(),
                timing.seconds()));
      }
    }
    return new JoinReport(times);
  }

  private List<Joiner> joiners(int run) {
    return settings.joiners().stream()
        .filter(
            joiner -> run == 1 || !joiner.isSpark() || times.fastestSpark().orElseThrow() == joiner)
        .toList();
  }

  private void compare(JoinedLabels joined) throws IOException, SQLException {
    Map<String, BigInteger> digests = joined.digests();
    if (first == null) {
      first = joined;
      expected = digests;
      return;
    }
    for (Map.Entry<String, BigInteger> digest : expected.entrySet()) {
      if (!digest.getValue().equals(digests.get(digest.getKey()))) {
        throw new IOException(
            "the results differ: %s and %s in %s, %s"
                .formatted(
                    first.path().getFileName(),
                    joined.path().getFileName(),
                    digest.getKey(),
                    first.difference(joined, digest.getKey())));
      }
    }
  }
}
