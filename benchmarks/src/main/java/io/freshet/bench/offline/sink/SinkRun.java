package io.freshet.bench.offline.sink;

import io.freshet.schemas.FeatureRow;
import io.freshet.sinks.delta.read.DeltaTableReader;
import io.freshet.sinks.delta.table.DeltaSinkOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes rows to a table in a folder, and measures it. */
final class SinkRun {
  /**
   * Rows that differ; then the first of them comes again, when its pages have long been written.
   */
  private static final int DISTINCT = 200_000;

  private final ShopRows rows = new ShopRows();
  private final Path folder;
  private final int warmUp;
  private final int count;

  /**
   * @param folder for the table
   * @param warmUp rows before the measured ones
   * @param count measured rows
   */
  SinkRun(Path folder, int warmUp, int count) {
    this.folder = folder;
    this.warmUp = warmUp;
    this.count = count;
  }

  /**
   * Runs.
   *
   * @throws IOException if the table does not hold as many rows as it was given
   */
  Written run(Writer writer) throws Exception {
    int distinct = Math.min(DISTINCT, warmUp + count);
    List<FeatureRow> data = IntStream.range(0, distinct).mapToObj(i -> rows.next()).toList();
    Stopwatch watch = new Stopwatch();
    Written written =
        switch (writer) {
          case FRESHET -> new FreshetRun(rows.layout(), data, watch).run(folder, warmUp, count);
          case KERNEL -> new KernelRun(rows.layout(), data, watch).run(folder, warmUp, count);
        };
    DeltaTableReader table =
        DeltaTableReader.open(
            DeltaSinkOptions.of(folder.toString()), rows.layout().pipeline(), rows.layout().view());
    if (table.rowCount() != warmUp + count) {
      throw new IOException("the table has " + table.rowCount() + " rows");
    }
    return new Written(
        written.rows(),
        written.seconds(),
        written.cpuSeconds(),
        (double) bytes() / (warmUp + count));
  }

  private long bytes() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".parquet"))
          .filter(file -> !file.toString().contains("_delta_log"))
          .mapToLong(file -> file.toFile().length())
          .sum();
    }
  }
}
