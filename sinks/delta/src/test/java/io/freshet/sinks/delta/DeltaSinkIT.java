package io.freshet.sinks.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.schemas.DeadLetter;
import io.freshet.schemas.Field;
import io.freshet.schemas.ValueType;
import io.freshet.sinks.delta.read.DeltaTableReader;
import io.freshet.sinks.delta.schema.DeadLetterFormat;
import io.freshet.sinks.delta.schema.FeatureRowFormat;
import io.freshet.sinks.delta.table.DeltaSchemaException;
import io.freshet.sinks.delta.table.DeltaSinkOptions;
import io.freshet.sinks.delta.table.DeltaTable;
import io.freshet.sinks.delta.table.Engines;
import io.freshet.sinks.delta.table.TablePaths;
import io.freshet.sinks.testing.IndependentDeltaReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs that fail, stop, grow and rewind, and what their tables hold afterwards. */
class DeltaSinkIT {
  private static final int FAILURES = 5;

  @TempDir Path root;
  @TempDir Path savepoints;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyRowIsLoggedOnceThroughFailures(boolean unaligned) throws Exception {
    long seed = System.nanoTime();
    TestingRows rows = new TestingRows("failures", 1);
    Configuration checkpoints = new Configuration();
    checkpoints.set(CheckpointingOptions.ENABLE_UNALIGNED, unaligned);

    new TestingJob(options(), rows, 6_000)
        .pausingEvery(2)
        .failing(FAILURES, seed)
        .with(checkpoints)
        .run();

    assertThat(logged(rows)).as("seed %d", seed).isEqualTo(expected(rows, 0, 6_000));
    DeltaTableReader table = reader(rows);
    assertThat(table.rowCount()).isEqualTo(6_000);
    assertThat(table.lastRowPerKey(rows.layout())).hasSize(150);
  }

  @Test
  void jobIsRescaledFromSavepoints() throws Exception {
    TestingRows rows = new TestingRows("rescaled", 1);
    JobClient one = job(rows).parallelism(1).pausingEvery(1).start();
    awaitRows(rows, 200, one);
    String first = TestingJob.stop(one, savepoints);
    long afterFirst = reader(rows).rowCount();
    assertThat(logged(rows)).isEqualTo(expected(rows, 0, afterFirst));

    JobClient two = job(rows).parallelism(2).pausingEvery(1).from(first).start();
    awaitRows(rows, afterFirst + 200, two);
    String second = TestingJob.stop(two, savepoints);

    job(rows).parallelism(1).from(second).run();

    assertThat(logged(rows)).isEqualTo(expected(rows, 0, 10_000));
  }

  @Test
  void rewoundJobLosesNothing() throws Exception {
    TestingRows rows = new TestingRows("rewound", 1);
    TestingRows again = new TestingRows("rewound", 2);
    JobClient job = job(rows).pausingEvery(1).start();
    awaitRows(rows, 200, job);
    String savepoint =
        job.triggerSavepoint(savepoints.toUri().toString(), SavepointFormatType.CANONICAL).get();
    awaitRows(rows, reader(rows).rowCount() + 500, job);
    TestingJob.stop(job, savepoints);
    List<Long> before = logged(rows);

    // its checkpoints have the numbers that those of the first run had after the savepoint
    JobClient rewound = new TestingJob(options(), again, 10_000).from(savepoint).start();
    rewound.getJobExecutionResult().get();

    List<Long> ofSecond = new ArrayList<>(logged(rows));
    before.forEach(ofSecond::remove);
    long kept = 10_000L - ofSecond.size();
    assertThat(before).isEqualTo(expected(rows, 0, before.size()));
    assertThat(kept).isBetween(200L, (long) before.size());
    assertThat(ofSecond).isEqualTo(expected(again, kept, 10_000));
  }

  @ParameterizedTest
  @EnumSource(
      value = RuntimeExecutionMode.class,
      names = {"BATCH", "AUTOMATIC"})
  void boundedInputIsLoggedInBatchMode(RuntimeExecutionMode mode) throws Exception {
    TestingRows rows = new TestingRows("batch", 1);
    Configuration batch = new Configuration();
    batch.set(ExecutionOptions.RUNTIME_MODE, mode);

    new TestingJob(options(), rows, 100).with(batch).run();

    assertThat(logged(rows)).isEqualTo(expected(rows, 0, 100));
    assertThat(reader(rows).version()).isEqualTo(1);
  }

  @Test
  void tableWithOtherColumnsIsRefusedBeforeAFileIsWritten() throws Exception {
    TestingRows rows = new TestingRows("taken", 1);
    String path = TablePaths.table(options().root(), "shop", "taken");
    DeltaTable.open(Engines.engine(Map.of()), path, new DeadLetterFormat().schema());

    assertThatThrownBy(() -> new TestingJob(options(), rows, 100).run())
        .hasRootCauseInstanceOf(DeltaSchemaException.class)
        .rootCause()
        .hasMessageContaining("it lacks user_id string not null")
        .hasMessageContaining("it has offset long not null besides");

    assertThat(files()).noneMatch(file -> file.toString().endsWith(".parquet"));
  }

  @Test
  void jobGoesOnWithOtherFeaturesAndSomebodyElseReadsTheSame() throws Exception {
    TestingRows before = new TestingRows("evolved", 1);
    TestingRows after = before.without("label", 2).with(new Field("visits", ValueType.BIGINT), 2);
    JobClient first = job(before).pausingEvery(1).start();
    awaitRows(before, 200, first);
    String savepoint = TestingJob.stop(first, savepoints);
    long kept = reader(before).rowCount();

    job(after).from(savepoint).run();

    List<Long> expected = new ArrayList<>(expected(before, 0, kept));
    expected.addAll(expected(after, kept, 10_000));
    assertThat(logged(before)).isEqualTo(expected);
    List<Map<String, Object>> ours = new ArrayList<>();
    reader(after).forEachRow(row -> ours.add(RowText.of(row)));
    assertThat(ours)
        .allSatisfy(
            row -> {
              long index = (Long) Objects.requireNonNull(row.get("clicks"));
              long availableAt = (Long) Objects.requireNonNull(row.get("available_at"));
              boolean isNew = availableAt >= after.availableAt(0);
              assertThat(row.get("visits")).isEqualTo(isNew ? 10 * index : null);
              assertThat(row.get("label"))
                  .isEqualTo(isNew || index % 3 == 0 ? null : "label " + index % 4);
            });
    List<Map<String, Object>> theirs =
        IndependentDeltaReader.rows(root.resolve("shop").resolve("evolved"));
    assertThat(theirs).containsExactlyInAnyOrderElementsOf(ours);
    assertThat(List.copyOf(theirs.get(0).keySet())).isEqualTo(reader(after).columns());
  }

  @Test
  void featureOfAnotherTypeIsRefusedBeforeAFileIsWritten() throws Exception {
    TestingRows before = new TestingRows("retyped", 1);
    new TestingJob(options(), before, 100).run();
    List<Path> files = files();
    TestingRows after = before.with(new Field("clicks", ValueType.TIMESTAMP), 2);

    assertThatThrownBy(() -> new TestingJob(options(), after, 100).run())
        .hasRootCauseInstanceOf(DeltaSchemaException.class)
        .rootCause()
        .hasMessageContaining("it has clicks long instead of clicks timestamp")
        .hasMessageContaining("Give a feature whose type has changed a new name");

    assertThat(files()).isEqualTo(files);
    assertThat(logged(before)).isEqualTo(expected(before, 0, 100));
  }

  @Test
  void deadLettersAreLogged() throws Exception {
    DeadLetter full =
        new DeadLetter(
            "shop",
            "events",
            "clicks",
            "shop.events",
            3,
            1L << 40,
            "too_late",
            "détail",
            new byte[] {0, -1, 127},
            1_700_000_000_123L);
    DeadLetter sparse =
        new DeadLetter("shop", "events", null, "a.csv", -1, 0, "undecodable", "", null, -1);
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    DeltaSink.appendDeadLetters(
        environment.fromData(List.of(full, sparse), TypeInformation.of(DeadLetter.class)),
        "shop",
        options());
    environment.execute();

    DeltaTableReader table = DeltaTableReader.openDeadLetters(options(), "shop");
    List<Map<String, Object>> found = new ArrayList<>();
    table.forEachRow(found::add);

    assertThat(found)
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactlyInAnyOrder(columns(full, 19_675), columns(sparse, -1));
  }

  private TestingJob job(TestingRows rows) {
    return new TestingJob(options(), rows, 10_000);
  }

  private DeltaSinkOptions options() {
    return DeltaSinkOptions.of(root.toString());
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private DeltaTableReader reader(TestingRows rows) {
    return DeltaTableReader.open(options(), "shop", rows.layout().view());
  }

  private void awaitRows(TestingRows rows, long count, JobClient job) throws Exception {
    while (reader(rows).rowCount() < count) {
      assertThat(job.getJobStatus().get().isGloballyTerminalState()).isFalse();
      Thread.sleep(50);
    }
  }

  /** Which rows the table has, sorted. */
  private List<Long> logged(TestingRows rows) {
    List<Long> found = new ArrayList<>();
    reader(rows)
        .forEachRow(
            List.of(FeatureRowFormat.AVAILABLE_AT),
            row -> found.add((Long) Objects.requireNonNull(row[0])));
    return found.stream().sorted().toList();
  }

  private static List<Long> expected(TestingRows rows, long from, long to) {
    return LongStream.range(from, to).mapToObj(rows::availableAt).toList();
  }

  private static Map<String, Object> columns(DeadLetter letter, long day) {
    Map<String, Object> columns = new LinkedHashMap<>();
    columns.put("pipeline", letter.pipeline());
    columns.put("source", letter.source());
    columns.put("view", letter.view());
    columns.put("topic", letter.topic());
    columns.put("partition", letter.partition());
    columns.put("offset", letter.offset());
    columns.put("reason", letter.reason());
    columns.put("rejected_at", letter.rejectedAt());
    columns.put("detail", letter.detail());
    columns.put("raw", letter.raw());
    columns.put("rejected_date", day);
    return columns;
  }
}
