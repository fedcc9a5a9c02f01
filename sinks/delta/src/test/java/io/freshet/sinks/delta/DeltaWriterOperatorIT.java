package io.freshet.sinks.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.FeatureRow;
import io.freshet.schemas.PublishedLayout;
import io.freshet.sinks.delta.schema.FeatureRowFormat;
import io.freshet.sinks.delta.table.DataFile;
import io.freshet.sinks.delta.table.DeltaSinkOptions;
import io.freshet.sinks.delta.table.TablePaths;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a writer sends to the committer, and when. */
class DeltaWriterOperatorIT {
  @TempDir Path root;

  private final TestingRows rows = new TestingRows("written", 1);
  private final List<DataFile> files = new ArrayList<>();
  private final List<Map<String, Long>> told = new ArrayList<>();

  @Test
  void filesLeaveAheadOfTheBarrier() throws Exception {
    try (Harness writer = start()) {
      writer.processElement(row(1));
      writer.processElement(row(2));
      take(writer);
      assertThat(files).isEmpty();

      writer.prepareSnapshotPreBarrier(1);
      take(writer);
      assertThat(files).extracting(DataFile::rows).containsExactly(2L);

      writer.prepareSnapshotPreBarrier(2);
      take(writer);
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void filesAreCutByAge() throws Exception {
    try (Harness writer = start()) {
      writer.processElement(row(1));
      writer.setProcessingTime(9_000);
      writer.processElement(row(2));
      writer.setProcessingTime(10_000);
      writer.processElement(row(3));
      writer.setProcessingTime(19_000);
      writer.processElement(row(4));

      writer.prepareSnapshotPreBarrier(1);
      take(writer);
      assertThat(files).extracting(DataFile::rows).containsExactlyInAnyOrder(2L, 2L);
    }
  }

  @Test
  void whatALayoutTellsIsPassedOnAtOnce() throws Exception {
    Map<String, Long> completeFrom = Map.of("clicks", 1L, "score", 2L);
    try (Harness writer = start()) {
      writer.processElement(layout(completeFrom));
      writer.processElement(layout(Map.of()));
      take(writer);
    }

    assertThat(told).containsExactly(completeFrom);
  }

  private Harness start() throws Exception {
    DeltaSinkOptions options =
        DeltaSinkOptions.of(root.toString()).withMaxFileAge(Duration.ofSeconds(10));
    String path = TablePaths.table(options.root(), "shop", "written");
    Harness writer =
        new Harness(new DeltaWriterOperator<>(new FeatureRowFormat(rows.layout()), path, options));
    writer.setProcessingTime(0);
    writer.open();
    return writer;
  }

  private StreamRecord<FeatureRow> row(long index) {
    return new StreamRecord<>(rows.row(index));
  }

  private StreamRecord<FeatureRow> layout(Map<String, Long> completeFrom) {
    String json = new PublishedLayout(rows.layout(), completeFrom, Map.of()).toJson();
    return new StreamRecord<>(
        new FeatureRow(
            FeatureRow.Kind.LAYOUT,
            "written",
            json.getBytes(StandardCharsets.UTF_8),
            FeatureRow.NO_ARRIVAL));
  }

  private void take(Harness writer) {
    for (byte[] sent : writer.extractOutputValues()) {
      CommitCodec.decode(sent, files::add, told::add);
    }
    writer.getOutput().clear();
  }

  private static final class Harness extends OneInputStreamOperatorTestHarness<FeatureRow, byte[]> {
    Harness(DeltaWriterOperator<FeatureRow> operator) throws Exception {
      super(operator);
    }
  }
}
