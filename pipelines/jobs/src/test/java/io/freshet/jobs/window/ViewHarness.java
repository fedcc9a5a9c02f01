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
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** A {@link ViewOperator} of one source, fed by hand. */
final class ViewHarness implements AutoCloseable {
  private static final int MAX_PARALLELISM = 16;

  private final ViewPlan plan;
  private final int subtask;
  private final int subtasks;
  private final long hold;
  private final long memory;
  private EventCodec codec;
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
    this.subtask = 0;
    this.subtasks = 1;
    this.harness = harness(plan);
    harness.open();
  }

  /** Task number {@code subtask} of {@code subtasks}, with what tasks before it have left. */
  private ViewHarness(
      ViewHarness before, OperatorSubtaskState state, int beforeTasks, int subtask, int subtasks)
      throws Exception {
    this.plan = before.plan;
    this.hold = before.hold;
    this.memory = before.memory;
    this.codec = before.codec;
    this.subtask = subtask;
    this.subtasks = subtasks;
    this.harness = harness(plan);
    harness.initializeState(
        AbstractStreamOperatorTestHarness.repartitionOperatorState(
            state, MAX_PARALLELISM, beforeTasks, subtasks, subtask));
    harness.open();
  }

  /** Ends tasks after a checkpoint and goes on with another number of them. */
  static List<ViewHarness> rescale(List<ViewHarness> before, int subtasks) throws Exception {
    OperatorSubtaskState[] states = new OperatorSubtaskState[before.size()];
    for (int i = 0; i < states.length; i++) {
      states[i] = before.get(i).checkpoint();
      before.get(i).close();
    }
    OperatorSubtaskState all = AbstractStreamOperatorTestHarness.repackageState(states);
    List<ViewHarness> after = new ArrayList<>();
    for (int i = 0; i < subtasks; i++) {
      after.add(new ViewHarness(before.get(0), all, before.size(), i, subtasks));
    }
    return after;
  }

  /** The task that a key belongs to. */
  static ViewHarness of(String key, List<ViewHarness> tasks) {
    return tasks.get(
        KeyGroupRangeAssignment.assignKeyToParallelOperator(key, MAX_PARALLELISM, tasks.size()));
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
        Types.STRING,
        MAX_PARALLELISM,
        subtasks,
        subtask);
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
    codec = EventCodec.of(definition.sources().get(0), 0);
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

  /** The source tells that it begins with an event at {@code time}. */
  void started(long time) throws Exception {
    harness.processElement2(
        new StreamRecord<>(
            KeyedEvent.word(
                new SourceWord(SourceWord.Kind.STARTED, "s", 0, 1, time, false), 0, "any")));
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
