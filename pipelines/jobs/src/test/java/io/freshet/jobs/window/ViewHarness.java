package io.freshet.jobs.window;

import io.freshet.defs.plan.Connector;
import io.freshet.defs.plan.EventTime;
import io.freshet.defs.plan.Format;
import io.freshet.defs.plan.SourcePlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.engine.EventCodec;
import io.freshet.jobs.intake.SourceWord;
import io.freshet.schemas.FeatureRow;
import io.freshet.schemas.PublishedLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** A {@link ViewOperator} of one source, fed by hand. */
final class ViewHarness implements AutoCloseable {
  private final ViewPlan plan;
  private final long hold;
  private final long memory;
  private final EventCodec codec;
  private final List<FeatureRow> published = new ArrayList<>();
  private KeyedTwoInputStreamOperatorTestHarness<String, KeyedEvent, KeyedEvent, FeatureRow>
      harness;
  private int checkpoints;

  /**
   * @param memory bytes for keys in memory; with 1 there is never more than one
   */
  ViewHarness(ViewPlan plan, long hold, long memory) throws Exception {
    this.plan = plan;
    this.hold = hold;
    this.memory = memory;
    this.codec = EventCodec.of(plan.sources().get(0), 0);
    this.harness = harness(plan);
    harness.open();
  }

  private KeyedTwoInputStreamOperatorTestHarness<String, KeyedEvent, KeyedEvent, FeatureRow>
      harness(ViewPlan definition) throws Exception {
    SourcePlan source =
        new SourcePlan(
            definition.sources().get(0).source(),
            new Connector.Kafka("topic", new Connector.Start(Connector.Start.Kind.EARLIEST, null)),
            new Format.Json(),
            List.of(),
            new EventTime("t", EventTime.Encoding.EPOCH_MS, null, "UTC"),
            0,
            null,
            0,
            0,
            null);
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new ViewOperator(
            "test", definition, List.of(source), hold, false, new KeyMemory(memory, 1)),
        KeyedEvent::key,
        KeyedEvent::key,
        Types.STRING);
  }

  void event(String key, long time, @Nullable Object... inputs) throws Exception {
    byte[] payload = codec.encode(new boolean[] {}, inputs);
    harness.processElement1(
        new StreamRecord<>(
            new KeyedEvent(KeyedEvent.Kind.EVENT, key, 0, time, time, time, payload)));
  }

  void clock(long time) throws Exception {
    harness.processWatermark1(new Watermark(time));
  }

  void wallClock(long time) throws Exception {
    harness.setProcessingTime(time);
  }

  /** A checkpoint, after which the operator is lost and comes back. */
  void restart() throws Exception {
    restart(plan);
  }

  /** A checkpoint, after which the operator is lost and comes back with another definition. */
  void restart(ViewPlan definition) throws Exception {
    long wallClock = harness.getProcessingTime();
    OperatorSubtaskState snapshot = checkpoint();
    take();
    harness.close();
    harness = harness(definition);
    harness.setProcessingTime(wallClock);
    harness.initializeState(snapshot);
    harness.open();
  }

  /** How many keys of state and lists of expiries there are. */
  int entries() {
    return harness.numKeyedStateEntries();
  }

  OperatorSubtaskState checkpoint() throws Exception {
    checkpoints++;
    harness.prepareSnapshotPreBarrier(checkpoints);
    return harness.snapshot(checkpoints, checkpoints);
  }

  /** The source has been read to its end. */
  void end(long largest) throws Exception {
    harness.processElement2(
        new StreamRecord<>(
            KeyedEvent.word(
                new SourceWord(SourceWord.Kind.ENDED, "s", 0, 1, largest, false), 0, "any")));
    harness.endInput1();
    harness.endInput2();
  }

  /** What was published, without layouts. */
  List<FeatureRow> published() {
    take();
    return published.stream().filter(row -> row.kind() != FeatureRow.Kind.LAYOUT).toList();
  }

  /** The layout that was published last. */
  PublishedLayout layout() {
    take();
    return published.stream()
        .filter(row -> row.kind() == FeatureRow.Kind.LAYOUT)
        .reduce((first, second) -> second)
        .map(row -> PublishedLayout.fromJson(new String(row.packed(), StandardCharsets.UTF_8)))
        .orElseThrow();
  }

  private void take() {
    harness.extractOutputValues().forEach(row -> published.add(Objects.requireNonNull(row)));
    harness.getOutput().clear();
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }
}
