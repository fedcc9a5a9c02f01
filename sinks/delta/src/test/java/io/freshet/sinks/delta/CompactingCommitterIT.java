package io.freshet.sinks.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.sinks.delta.care.Compaction;
import io.freshet.sinks.delta.care.TableCare;
import io.freshet.sinks.delta.care.TableVersion;
import io.freshet.sinks.delta.file.TableWriter;
import io.freshet.sinks.delta.read.DeltaTableReader;
import io.freshet.sinks.delta.schema.FeatureRowFormat;
import io.freshet.sinks.delta.table.DataFile;
import io.freshet.sinks.delta.table.DeltaSinkOptions;
import io.freshet.sinks.delta.table.TablePaths;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A committer that compacts its table too. */
class CompactingCommitterIT {
  private static final int COMMITS = 40;

  @TempDir Path root;

  private final TestingRows rows = new TestingRows("compacted", 1);
  private final FeatureRowFormat format = new FeatureRowFormat(rows.layout());

  @Test
  void filesAreMergedWhileOthersAreCommitted() throws Exception {
    TableCare care = TableCare.of(options(), "shop", "compacted");
    long checkpoint = 0;
    try (OneInputStreamOperatorTestHarness<byte[], Void> committer = start()) {
      while (checkpoint < COMMITS || !isCompacted(care)) {
        committer.processElement(new StreamRecord<>(CommitCodec.encode(file(checkpoint))));
        committer.snapshot(checkpoint, checkpoint);
        committer.notifyOfCompletedCheckpoint(checkpoint);
        checkpoint++;
      }
    }

    assertThat(logged()).isEqualTo(LongStream.range(0, checkpoint).boxed().toList());
    assertThat(care.history(10_000))
        .filteredOn(v -> v.operation().equals("append"))
        .hasSize((int) checkpoint);
  }

  private static boolean isCompacted(TableCare care) {
    return care.history(10_000).stream().map(TableVersion::operation).anyMatch("optimize"::equals);
  }

  private OneInputStreamOperatorTestHarness<byte[], Void> start() throws Exception {
    MockEnvironment environment =
        new MockEnvironmentBuilder().setTaskName("committer").setManagedMemorySize(1 << 20).build();
    environment
        .getJobConfiguration()
        .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
    OneInputStreamOperatorTestHarness<byte[], Void> harness =
        new OneInputStreamOperatorTestHarness<>(
            new DeltaCommitterOperator(format, path(), options(), Compaction.AUTO), environment);
    harness.open();
    return harness;
  }

  private DataFile file(long index) throws Exception {
    try (TableWriter writer = new TableWriter(options(), path(), format.schema())) {
      writer.write(format.toRow(rows.row(index)));
      return writer.drain().get(0);
    }
  }

  private List<Long> logged() {
    List<Long> found = new ArrayList<>();
    DeltaTableReader.open(options(), "shop", "compacted")
        .forEachRow(List.of("clicks"), row -> found.add((Long) Objects.requireNonNull(row[0])));
    return found.stream().sorted().toList();
  }

  private String path() {
    return TablePaths.table(options().root(), "shop", "compacted");
  }

  private DeltaSinkOptions options() {
    return DeltaSinkOptions.of(root.toString());
  }
}
