package io.freshet.jobs.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.jobs.intake.SourceRow;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeduplicateOperatorTest {
  private static final int ID = SourceRow.META;
  private static final long WITHIN = 1_000;
  private static final long DISORDER = 100;

  private KeyedOneInputStreamOperatorTestHarness<String, RowData, RowData> harness;
  private long offset;

  @BeforeEach
  void open() throws Exception {
    harness = harness();
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, RowData, RowData> harness()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new DeduplicateOperator(ID, WITHIN, DISORDER), new RecordId(ID), Types.STRING);
  }

  private void record(@Nullable String id, long arrivalClock) throws Exception {
    GenericRowData row = new GenericRowData(SourceRow.META + 1);
    row.setField(SourceRow.OFFSET, offset++);
    row.setField(SourceRow.ARRIVAL_CLOCK, arrivalClock);
    row.setField(ID, StringData.fromString(id));
    harness.processElement(new StreamRecord<>(row));
  }

  /** The source's clock when the largest event time of all its partitions is this. */
  private void clock(long largest) throws Exception {
    harness.processWatermark(new Watermark(largest - DISORDER));
  }

  /** Arrival clocks of the records that passed. */
  private List<Long> passed() {
    return harness.extractOutputValues().stream()
        .map(row -> Objects.requireNonNull(row).getLong(SourceRow.ARRIVAL_CLOCK))
        .toList();
  }

  private long duplicates() {
    return offset - passed().size();
  }

  @Test
  void firstToArriveCounts() throws Exception {
    record("a", 10);
    record("b", 10);
    record("a", 10);
    record("a", 500);
    assertThat(passed()).containsExactly(10L, 10L);
    assertThat(duplicates()).isEqualTo(2);
  }

  @Test
  void recordWithoutIdIsNoDuplicate() throws Exception {
    record(null, 10);
    offset += 1024;
    record(null, 10);
    assertThat(passed()).hasSize(2);
    assertThat(harness.numKeyedStateEntries()).isZero();
  }

  @Test
  void idCountsAgainAfterItsTimeAndThenItselfIsRepeated() throws Exception {
    record("a", 0);
    record("a", WITHIN);
    record("a", WITHIN + 1);
    record("a", 2 * WITHIN + 1);
    record("a", 2 * WITHIN + 2);
    assertThat(passed()).containsExactly(0L, WITHIN + 1, 2 * WITHIN + 2);
  }

  @Test
  void duplicateInAPartitionThatLagsIsOneToo() throws Exception {
    record("a", 5_000);
    record("a", 5_000 - WITHIN);
    record("a", 5_000 - WITHIN - 1);
    assertThat(passed()).containsExactly(5_000L, 5_000 - WITHIN - 1);
  }

  @Test
  void idIsForgottenWhenNoPartitionCanRepeatIt() throws Exception {
    record("a", 0);
    record("b", 500);
    clock(WITHIN);
    assertThat(harness.numKeyedStateEntries()).isEqualTo(2);
    record("a", WITHIN);
    clock(WITHIN + 1);
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
    clock(WITHIN + 501);
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
    assertThat(passed()).containsExactly(0L, 500L);
  }

  @Test
  void idThatCountedAgainIsForgottenByItsNewTime() throws Exception {
    record("a", 0);
    record("a", WITHIN + 1);
    clock(WITHIN + 1);
    record("a", WITHIN + 2);
    assertThat(passed()).containsExactly(0L, WITHIN + 1);
    clock(2 * WITHIN + 2);
    assertThat(harness.numKeyedStateEntries()).isZero();
  }

  @Test
  void idOfAPartitionBehindTheWatermarkIsRememberedForItsTime() throws Exception {
    clock(100_000);
    record("a", 10);
    clock(100_000 + WITHIN);
    record("a", 20);
    assertThat(passed()).containsExactly(10L);
    clock(100_000 + WITHIN + 1);
    assertThat(harness.numKeyedStateEntries()).isZero();
  }

  @Test
  void lastWatermarkForgetsNothing() throws Exception {
    record("a", 0);
    harness.processWatermark(Watermark.MAX_WATERMARK);
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
    assertThat(harness.getOutput()).contains(Watermark.MAX_WATERMARK);
  }

  @Test
  void watermarkStaysBehindTheRecordsBeforeIt() throws Exception {
    record("a", 0);
    clock(700);
    record("b", 700);
    assertThat(harness.getOutput()).hasSize(3);
    assertThat(harness.getOutput().toArray()[1]).isEqualTo(new Watermark(700 - DISORDER));
  }

  @Test
  void restoredIdsAreStillKnownAndForgottenInTime() throws Exception {
    record("a", 0);
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    harness = harness();
    harness.initializeState(state);
    harness.open();

    record("a", 400);
    record("b", 400);
    assertThat(passed()).containsExactly(400L);
    clock(WITHIN + 1);
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
    record("a", WITHIN + 1);
    assertThat(passed()).containsExactly(400L, WITHIN + 1);
  }
}
