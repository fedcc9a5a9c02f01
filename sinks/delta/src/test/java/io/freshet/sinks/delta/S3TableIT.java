package io.freshet.sinks.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.sinks.delta.care.OptimizeOptions;
import io.freshet.sinks.delta.care.TableCare;
import io.freshet.sinks.delta.care.VacuumOptions;
import io.freshet.sinks.delta.file.TableWriter;
import io.freshet.sinks.delta.read.DeltaTableReader;
import io.freshet.sinks.delta.s3.S3RefusedException;
import io.freshet.sinks.delta.s3.TestingS3;
import io.freshet.sinks.delta.schema.FeatureRowFormat;
import io.freshet.sinks.delta.table.DataFile;
import io.freshet.sinks.delta.table.DeltaSinkOptions;
import io.freshet.sinks.delta.table.DeltaTable;
import io.freshet.sinks.delta.table.Engines;
import io.freshet.sinks.delta.table.PendingCommit;
import io.freshet.sinks.delta.table.TablePaths;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Tables on a real S3 server. */
class S3TableIT {
  private static final int THREADS = 4;
  private static final int COMMITS = 4;

  @Test
  void jobLogsEachRowOnceThroughFailures() throws Exception {
    TestingS3.bucket("job");
    TestingRows rows = new TestingRows("once", 1);

    new TestingJob(TestingS3.options("job"), rows, 1_500).pausingEvery(50).failing(1, 3).run();

    DeltaTableReader table = DeltaTableReader.open(TestingS3.options("job"), "shop", "once");
    assertThat(availableAt(table)).hasSize(1_500).doesNotHaveDuplicates();
    assertThat(table.lastRowPerKey(rows.layout())).hasSize(150);
  }

  @Test
  void concurrentWritersLoseNoCommitAndCareFindsTheirFiles() throws Exception {
    Path objects = TestingS3.bucket("concurrent");
    DeltaSinkOptions options = TestingS3.options("concurrent");
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<Void>> appenders = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int run = i;
        appenders.add(
            () -> {
              ConcurrentAppender.append(options, run, COMMITS);
              return null;
            });
      }
      for (Future<Void> appender : threads.invokeAll(appenders)) {
        appender.get();
      }
    } finally {
      threads.shutdownNow();
    }

    DeltaTableReader table = DeltaTableReader.open(options, "shop", "concurrent");
    Set<Object> expected = new HashSet<>();
    for (int run = 0; run < THREADS; run++) {
      for (int i = 0; i < COMMITS; i++) {
        expected.add(ConcurrentAppender.id(run, i));
      }
    }
    assertThat(table.version()).isEqualTo(expected.size());
    assertThat(availableAt(table)).hasSameSizeAs(expected).hasSameElementsAs(expected);
    Path log = objects.resolve("tables/shop/concurrent/_delta_log");
    assertThat(log.resolve("_last_checkpoint")).exists();
    assertThat(log.resolve("00000000000000000010.checkpoint.parquet")).exists();
    try (Stream<Path> files = Files.list(log)) {
      assertThat(files).noneMatch(file -> file.getFileName().toString().startsWith("."));
    }

    TableCare care = TableCare.of(options, "shop", "concurrent");
    care.optimize(OptimizeOptions.smallFiles());
    assertThat(table.version()).isEqualTo(expected.size() + 1);
    assertThat(availableAt(table)).hasSameSizeAs(expected).hasSameElementsAs(expected);
    care.restore(1);
    assertThat(table.rowCount()).isEqualTo(1);
    assertThat(care.history(3)).hasSize(3);
    VacuumOptions all =
        new VacuumOptions(
            Duration.ZERO,
            Duration.ZERO,
            VacuumOptions.Bounds.UNCHECKED,
            VacuumOptions.Mode.DELETE);
    assertThat(care.vacuum(all).files()).isNotEmpty();
    assertThat(availableAt(table)).hasSize(1);
  }

  @Test
  void commitIsRepeatedWithoutEffect() throws Exception {
    TestingS3.bucket("repeated");
    DeltaSinkOptions options = TestingS3.options("repeated");
    TestingRows rows = new TestingRows("repeated", 1);
    DeltaTable table = table(options, rows);
    List<DataFile> files;
    try (TableWriter writer = writer(options, rows)) {
      for (int i = 0; i < 10; i++) {
        writer.write(new FeatureRowFormat(rows.layout()).toRow(rows.row(i)));
      }
      files = writer.drain();
    }
    PendingCommit commit = new PendingCommit("freshet-a", 3, 0, files);

    table.commit(commit);
    table.commit(commit);

    DeltaTableReader reader = DeltaTableReader.open(options, "shop", "repeated");
    assertThat(reader.rowCount()).isEqualTo(10);
    assertThat(reader.version()).isEqualTo(1);
  }

  @Test
  void abandonedFileLeavesNothing() throws Exception {
    Path objects = TestingS3.bucket("abandoned");
    DeltaSinkOptions options =
        TestingS3.options("abandoned")
            .withHadoop(TestingS3.propertiesWith("fs.s3a.multipart.size", "5M"));
    TestingRows rows = new TestingRows("abandoned", 1);
    FeatureRowFormat format = new FeatureRowFormat(rows.layout());
    try (TableWriter writer = writer(options, rows)) {
      for (int i = 0; i < 2_000; i++) {
        writer.write(format.toRow(rows.row(i)));
      }
    }

    try (Stream<Path> files = Files.walk(objects)) {
      assertThat(files).noneMatch(Files::isRegularFile);
    }
  }

  @Test
  void wrongCredentialsAreNamedWithoutTheSecret() {
    TestingS3.bucket("denied");
    assertRefused(
        S3RefusedException.Code.S3_ACCESS,
        "denied",
        TestingS3.propertiesWith("s3.secret-key", "hunter2-hunter2"),
        "denies access",
        "offline.s3.secret-key");
  }

  @Test
  void missingBucketIsNamed() {
    assertRefused(
        S3RefusedException.Code.S3_BUCKET,
        "no-such-bucket",
        TestingS3.properties(),
        "'no-such-bucket' at " + TestingS3.server().endpoint() + " has no such bucket",
        "offline.root");
  }

  @Test
  void silentEndpointIsNamed() {
    Map<String, String> properties = TestingS3.propertiesWith("s3.endpoint", "http://127.0.0.1:1");
    assertThatThrownBy(
            () ->
                table(TestingS3.options("silent").withHadoop(properties), new TestingRows("x", 1)))
        .hasMessageContaining("'silent' at http://127.0.0.1:1 cannot be reached")
        .hasMessageContaining("Check offline.s3.endpoint");
  }

  private static void assertRefused(
      S3RefusedException.Code code,
      String bucket,
      Map<String, String> properties,
      String... messages) {
    DeltaSinkOptions options = TestingS3.options(bucket).withHadoop(properties);
    List<ThrowingCallable> uses =
        List.of(
            () -> table(options, new TestingRows("x", 1)),
            () -> DeltaTableReader.open(options, "shop", "x").exists());
    for (ThrowingCallable use : uses) {
      assertThatThrownBy(use)
          .isInstanceOfSatisfying(
              S3RefusedException.class, e -> assertThat(e.code()).isEqualTo(code))
          .hasMessageContainingAll(messages)
          .satisfies(e -> assertThat(trace(e)).doesNotContain("hunter2"));
    }
  }

  private static String trace(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace, true));
    return trace.toString();
  }

  private static DeltaTable table(DeltaSinkOptions options, TestingRows rows) {
    return DeltaTable.open(
        Engines.engine(options.hadoop()),
        TablePaths.table(options.root(), "shop", rows.layout().view()),
        new FeatureRowFormat(rows.layout()).schema());
  }

  private static TableWriter writer(DeltaSinkOptions options, TestingRows rows) {
    return new TableWriter(
        options,
        TablePaths.table(options.root(), "shop", rows.layout().view()),
        new FeatureRowFormat(rows.layout()).schema());
  }

  private static List<Object> availableAt(DeltaTableReader table) {
    List<Object> found = new ArrayList<>();
    table.forEachRow(
        List.of(FeatureRowFormat.AVAILABLE_AT), row -> found.add(Objects.requireNonNull(row[0])));
    return found;
  }
}
