package io.freshet.sinks.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.RowLayout;
import io.freshet.sinks.delta.file.TableWriter;
import io.freshet.sinks.delta.read.DeltaTableReader;
import io.freshet.sinks.delta.schema.FeatureRowFormat;
import io.freshet.sinks.delta.table.DataFile;
import io.freshet.sinks.delta.table.DeltaSinkOptions;
import io.freshet.sinks.delta.table.DeltaTable;
import io.freshet.sinks.delta.table.Engines;
import io.freshet.sinks.delta.table.PendingCommit;
import io.freshet.sinks.delta.table.TablePaths;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files, commits and their races, without Flink. */
class DeltaTableIT {
  private static final int THREADS = 4;
  private static final int PROCESSES = 2;

  /** A thousand in all. */
  private static final List<Integer> COMMITS = List.of(167, 167, 167, 167, 166, 166);

  @TempDir Path root;

  @Test
  void concurrentWritersLoseNoCommit() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      processes.add(startProcess(THREADS + i));
    }
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<Void>> appenders = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int run = i;
        appenders.add(
            () -> {
              ConcurrentAppender.append(options(), run, COMMITS.get(run));
              return null;
            });
      }
      for (Future<Void> appender : threads.invokeAll(appenders)) {
        appender.get();
      }
      for (Process process : processes) {
        assertThat(process.waitFor()).isZero();
      }
    } finally {
      threads.shutdownNow();
      processes.forEach(Process::destroyForcibly);
    }

    DeltaTableReader table = DeltaTableReader.open(options(), "shop", "concurrent");
    Set<Object> expected = new HashSet<>();
    for (int run = 0; run < THREADS + PROCESSES; run++) {
      for (int i = 0; i < COMMITS.get(run); i++) {
        expected.add(ConcurrentAppender.id(run, i));
      }
    }
    assertThat(table.version()).isEqualTo(expected.size());
    assertThat(table.rowCount()).isEqualTo(expected.size());
    assertThat(availableAt(table)).hasSameSizeAs(expected).hasSameElementsAs(expected);
  }

  @Test
  void commitIsRepeatedWithoutEffect() throws Exception {
    TestingRows rows = new TestingRows("repeated", 1);
    DeltaTable table = table(rows.layout());
    PendingCommit first = new PendingCommit("freshet-a", 3, 0, write(rows, 0, 10, options()));
    PendingCommit second = new PendingCommit("freshet-a", 5, 0, write(rows, 10, 20, options()));

    table.commit(first);
    table.commit(second);
    table.commit(first);
    table.commit(second);

    DeltaTableReader reader = DeltaTableReader.open(options(), "shop", "repeated");
    assertThat(reader.rowCount()).isEqualTo(20);
    assertThat(reader.version()).isEqualTo(2);
  }

  @Test
  void commitsAreCheckpointed() throws Exception {
    TestingRows rows = new TestingRows("many", 1);
    DeltaTable table = table(rows.layout());
    for (int i = 0; i < 21; i++) {
      table.commit(new PendingCommit("freshet-a", i, 0, write(rows, i, i + 1, options())));
    }

    Path log = root.resolve("shop/many/_delta_log");
    assertThat(log.resolve("00000000000000000020.checkpoint.parquet")).exists();
    assertThat(log.resolve("_last_checkpoint")).exists();
    assertThat(DeltaTableReader.open(options(), "shop", "many").rowCount()).isEqualTo(21);
  }

  @Test
  void filesAreCutBySizeAndDay() throws Exception {
    TestingRows rows = new TestingRows("cut", 1);
    DeltaSinkOptions small = options().withTargetFileSize(50_000);

    List<DataFile> files = write(rows, 0, 30_000, small);

    assertThat(files)
        .hasSizeGreaterThan(30)
        .allSatisfy(f -> assertThat(f.size()).isLessThan(90_000));
    assertThat(files.stream().mapToLong(DataFile::rows).sum()).isEqualTo(30_000);
    table(rows.layout()).commit(new PendingCommit("freshet-a", 0, 0, files));
    DeltaTableReader reader = DeltaTableReader.open(options(), "shop", "cut");
    assertThat(reader.rowCount()).isEqualTo(30_000);
    assertThat(new HashSet<>(availableAt(reader))).hasSize(30_000);
  }

  @Test
  void filesThatWereNotHandedOverAreDeleted() throws Exception {
    TestingRows rows = new TestingRows("dropped", 1);
    FeatureRowFormat format = new FeatureRowFormat(rows.layout());
    DeltaSinkOptions small = options().withTargetFileSize(10_000);
    try (TableWriter writer = new TableWriter(small, path(rows.layout()), format.schema())) {
      for (int i = 0; i < 2_000; i++) {
        writer.write(format.toRow(rows.row(i)));
      }
    }

    try (Stream<Path> files = Files.walk(root)) {
      assertThat(files).noneMatch(Files::isRegularFile);
    }
  }

  @Test
  void rowsAreCountedByReadingWhereTheLogDoesNotKnow() throws Exception {
    TestingRows rows = new TestingRows("silent", 1);
    List<DataFile> files =
        write(rows, 0, 10, options()).stream()
            .map(f -> new DataFile(f.path(), f.partitionDay(), f.size(), f.modifiedAt(), 0, "{}"))
            .toList();
    table(rows.layout()).commit(new PendingCommit("freshet-a", 0, 0, files));

    assertThat(DeltaTableReader.open(options(), "shop", "silent").rowCount()).isEqualTo(10);
  }

  @Test
  void missingTableIsEmpty() {
    TestingRows rows = new TestingRows("missing", 1);
    DeltaTableReader table = DeltaTableReader.open(root.resolve("none").toString());

    assertThat(table.exists()).isFalse();
    assertThat(table.version()).isEqualTo(-1);
    assertThat(table.rowCount()).isZero();
    assertThat(table.columns()).isEmpty();
    assertThat(table.lastRowPerKey(rows.layout())).isEmpty();
  }

  private DeltaSinkOptions options() {
    return DeltaSinkOptions.of(root.toString());
  }

  private String path(RowLayout layout) {
    return TablePaths.table(options().root(), layout.pipeline(), layout.view());
  }

  private DeltaTable table(RowLayout layout) {
    return DeltaTable.open(
        Engines.engine(Map.of()), path(layout), new FeatureRowFormat(layout).schema());
  }

  private List<DataFile> write(TestingRows rows, long from, long to, DeltaSinkOptions options)
      throws Exception {
    FeatureRowFormat format = new FeatureRowFormat(rows.layout());
    try (TableWriter writer = new TableWriter(options, path(rows.layout()), format.schema())) {
      for (long i = from; i < to; i++) {
        writer.write(format.toRow(rows.row(i)));
      }
      return writer.drain();
    }
  }

  private static List<Object> availableAt(DeltaTableReader table) {
    List<Object> found = new ArrayList<>();
    table.forEachRow(
        List.of(FeatureRowFormat.AVAILABLE_AT), row -> found.add(Objects.requireNonNull(row[0])));
    return found;
  }

  private Process startProcess(int run) throws Exception {
    List<String> command =
        List.of(
            ProcessHandle.current().info().command().orElse("java"),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            ConcurrentAppender.class.getName(),
            root.toString(),
            Integer.toString(run),
            Integer.toString(COMMITS.get(run)));
    return new ProcessBuilder(command).inheritIO().start();
  }
}
