package io.freshet.sinks.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.sinks.delta.care.Compaction;
import io.freshet.sinks.delta.file.TableWriter;
import io.freshet.sinks.delta.read.DeltaTableReader;
import io.freshet.sinks.delta.schema.FeatureRowFormat;
import io.freshet.sinks.delta.table.DeltaSinkOptions;
import io.freshet.sinks.delta.table.TablePaths;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
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
