package io.freshet.sinks.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.TableManager;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.transaction.DataLayoutSpec;
import io.delta.kernel.utils.CloseableIterable;
import io.freshet.sinks.delta.care.Compaction;
import io.freshet.sinks.delta.file.TableWriter;
import io.freshet.sinks.delta.read.DeltaTableReader;
import io.freshet.sinks.delta.schema.FeatureRowFormat;
import io.freshet.sinks.delta.schema.TableSchema;
import io.freshet.sinks.delta.table.DeltaFilesMissingException;
import io.freshet.sinks.delta.table.DeltaSinkOptions;
import io.freshet.sinks.delta.table.Engines;
import io.freshet.sinks.delta.table.TableMetadata;
import io.freshet.sinks.delta.table.TablePaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the committer does with files at each turn of a checkpoint's life. */
class DeltaCommitterOperatorIT {
  @TempDir Path root;

  private final TestingRows rows = new TestingRows("committed", 1);
  private final FeatureRowFormat format = new FeatureRowFormat(rows.layout());
  private final Engine engine = Engines.engine(Map.of());

  @Test
  void filesAreCommittedWhenTheirCheckpointIsComplete() throws Exception {
    try (Harness committer = start(null)) {
      committer.processElement(file(1));
      committer.snapshot(1, 0);
      committer.processElement(file(2));
      assertThat(logged()).isEmpty();

      committer.notifyOfCompletedCheckpoint(1);
      assertThat(logged()).containsExactly(1L);
    }
  }

  @Test
  void failedCheckpointIsMadeUpForByTheNext() throws Exception {
    try (Harness committer = start(null)) {
      committer.processElement(file(1));
      committer.snapshot(1, 0);
      committer.processElement(file(2));
      committer.snapshot(2, 0);
      committer.notifyOfCompletedCheckpoint(2);
    }

    assertThat(logged()).containsExactly(1L, 2L);
    assertThat(table().version()).isEqualTo(2);
  }

  @Test
  void checkpointWithoutRowsCommitsNothing() throws Exception {
    try (Harness committer = start(null)) {
      committer.snapshot(1, 0);
      committer.notifyOfCompletedCheckpoint(1);
    }

    assertThat(table().version()).isZero();
  }

  @Test
  void restoredCommitIsMadeUpForAtTheStart() throws Exception {
    OperatorSubtaskState state;
    try (Harness committer = start(null)) {
      committer.processElement(file(1));
      state = committer.snapshot(1, 0);
    }
    assertThat(logged()).isEmpty();

    start(state).close();

    assertThat(logged()).containsExactly(1L);
  }

  @Test
  void restoredCommitThatWasMadeIsNotMadeAgain() throws Exception {
    OperatorSubtaskState state;
    try (Harness committer = start(null)) {
      committer.processElement(file(1));
      state = committer.snapshot(1, 0);
      committer.notifyOfCompletedCheckpoint(1);
      committer.processElement(file(2));
      committer.snapshot(2, 0);
      committer.notifyOfCompletedCheckpoint(2);
    }

    start(state).close();
    start(state).close();

    assertThat(logged()).containsExactly(1L, 2L);
    assertThat(table().version()).isEqualTo(2);
  }

  @Test
  void savepointRestoredTwiceLosesNothingOfEitherRun() throws Exception {
    OperatorSubtaskState savepoint;
    try (Harness committer = start(null)) {
      committer.processElement(file(1));
      savepoint = committer.snapshot(1, 0);
      committer.notifyOfCompletedCheckpoint(1);
    }

    for (long run = 2; run <= 3; run++) {
      try (Harness committer = start(savepoint)) {
        committer.processElement(file(run));
        committer.snapshot(2, 0);
        committer.notifyOfCompletedCheckpoint(2);
      }
    }

    assertThat(logged()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void tableTellsWhatTheStreamTold() throws Exception {
    try (Harness committer = start(null)) {
      committer.processElement(told(Map.of("clicks", 1L)));
      committer.processElement(told(Map.of("clicks", 2L, "score", 3L)));
      committer.processWatermark(5);
      committer.processElement(file(1));
      committer.snapshot(1, 0);
      committer.processWatermark(6);
      committer.notifyOfCompletedCheckpoint(1);
      assertThat(table().metadata())
          .contains(new TableMetadata(definition(), 5L, Map.of("clicks", 2L, "score", 3L)));

      committer.processWatermark(Watermark.MAX_WATERMARK);
      committer.processElement(file(2));
      committer.snapshot(2, 0);
      committer.notifyOfCompletedCheckpoint(2);
      assertThat(table().metadata().orElseThrow().watermark()).isEqualTo(6);
    }
  }

  @Test
  void completenessIsKeptWhileTheStreamIsSilent() throws Exception {
    try (Harness committer = start(null)) {
      committer.processElement(told(Map.of("clicks", 1L)));
      commit(committer, 1);
    }
    try (Harness committer = start(null)) {
      commit(committer, 2);
    }

    assertThat(table().metadata())
        .contains(new TableMetadata(definition(), null, Map.of("clicks", 1L)));
  }

  @Test
  void tableOfAnOlderVersionIsUpgraded() throws Exception {
    createAsBefore(Map.of());
    assertThat(table().metadata()).isEmpty();

    try (Harness committer = start(null)) {
      commit(committer, 1);
    }

    assertThat(properties()).containsEntry("delta.enableInCommitTimestamps", "true");
    assertThat(table().metadata()).contains(new TableMetadata(definition(), null, Map.of()));
    assertThat(logged()).containsExactly(1L);
  }

  @Test
  void whatWasTurnedOffStaysSo() throws Exception {
    createAsBefore(Map.of("delta.enableInCommitTimestamps", "false"));

    try (Harness committer = start(null)) {
      commit(committer, 1);
    }

    assertThat(properties()).containsEntry("delta.enableInCommitTimestamps", "false");
    assertThat(table().metadata()).isPresent();
  }

  @Test
  void filesThatAreGoneAreNotCommitted() throws Exception {
    OperatorSubtaskState state;
    try (Harness committer = start(null)) {
      committer.processElement(file(1));
      committer.processElement(file(2));
      state = committer.snapshot(1, 0);
    }
    Path gone = files().get(0);
    Path away = root.resolve("away");
    Files.move(gone, away);

    assertThatThrownBy(() -> start(state))
        .hasRootCauseInstanceOf(DeltaFilesMissingException.class)
        .rootCause()
        .hasMessageContaining("a commit of 2 rows to " + path())
        .hasMessageContaining("of whose 2 files 1 are gone")
        .hasMessageContaining(gone.getFileName().toString())
        .hasMessageContaining("Bring the files back");
    assertThat(logged()).isEmpty();

    Files.move(away, gone);
    start(state).close();
    assertThat(logged()).containsExactly(1L, 2L);
  }

  @Test
  void filesOfACommitThatWasMadeMayBeGone() throws Exception {
    OperatorSubtaskState state;
    try (Harness committer = start(null)) {
      committer.processElement(file(1));
      state = committer.snapshot(1, 0);
      committer.notifyOfCompletedCheckpoint(1);
    }
    // as after a compaction and a vacuum
    Files.delete(files().get(0));

    start(state).close();

    assertThat(table().version()).isEqualTo(1);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve("shop/committed"))) {
      return files
          .filter(file -> file.toString().endsWith(".parquet"))
          .filter(file -> !file.toString().contains("_delta_log"))
          .toList();
    }
  }

  private void createAsBefore(Map<String, String> properties) {
    TableSchema schema = format.schema();
    TableManager.buildCreateTableTransaction(path(), schema.logical(), "Freshet")
        .withTableProperties(properties)
        .withDataLayoutSpec(DataLayoutSpec.partitioned(List.of(new Column(schema.partition()))))
        .build(engine)
        .commit(engine, CloseableIterable.emptyIterable());
  }

  private Map<String, String> properties() {
    return TableManager.loadSnapshot(path()).build(engine).getTableProperties();
  }

  private String definition() {
    return rows.layout().fingerprintHex();
  }

  private static StreamRecord<byte[]> told(Map<String, Long> completeFrom) {
    return new StreamRecord<>(CommitCodec.encode(completeFrom));
  }

  private void commit(Harness committer, long number) throws Exception {
    committer.processElement(file(number));
    committer.snapshot(number, 0);
    committer.notifyOfCompletedCheckpoint(number);
  }

  private Harness start(@Nullable OperatorSubtaskState state) throws Exception {
    MockEnvironment environment =
        new MockEnvironmentBuilder().setTaskName("committer").setManagedMemorySize(1 << 20).build();
    environment
        .getJobConfiguration()
        .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
    Harness harness =
        new Harness(
            new DeltaCommitterOperator(format, path(), options(), Compaction.OFF), environment);
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }

  private StreamRecord<byte[]> file(long index) throws Exception {
    try (TableWriter writer = new TableWriter(options(), path(), format.schema())) {
      writer.write(format.toRow(rows.row(index)));
      return new StreamRecord<>(CommitCodec.encode(writer.drain().get(0)));
    }
  }

  private List<Long> logged() {
    List<Long> found = new ArrayList<>();
    table().forEachRow(List.of("clicks"), row -> found.add((Long) Objects.requireNonNull(row[0])));
    return found.stream().sorted().toList();
  }

  private DeltaTableReader table() {
    return DeltaTableReader.open(options(), "shop", "committed");
  }

  private String path() {
    return TablePaths.table(options().root(), "shop", "committed");
  }

  private DeltaSinkOptions options() {
    return DeltaSinkOptions.of(root.toString());
  }

  private static final class Harness extends OneInputStreamOperatorTestHarness<byte[], Void> {
    Harness(DeltaCommitterOperator operator, MockEnvironment environment) throws Exception {
      super(operator, environment);
    }
  }
}
