package io.freshet.jobs.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.defs.plan.Column;
import io.freshet.jobs.intake.SourceRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SortedDeduplicateOperatorTest {
  private static final int ID = SourceRow.META;
  private static final long WITHIN = 50;
  private static final int RECORDS = 400;

  private record Read(@Nullable String id, long arrivalClock, long offset) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void sameRecordsCountAsInTheOrderOfTheirPartition(long seed) throws Exception {
    Random random = new Random(seed);
    List<Read> partition = new ArrayList<>();
    long clock = 0;
    for (int i = 0; i < RECORDS; i++) {
      clock += random.nextInt(3) == 0 ? random.nextInt(40) : 0;
      String id = random.nextInt(10) == 0 ? null : "id" + random.nextInt(6);
      partition.add(new Read(id, clock, i));
    }
    List<Long> expected = firstToArrive(partition);
    assertThat(expected).hasSizeBetween(RECORDS / 10, RECORDS * 3 / 4);

    // the order of records with the same id and clock is lost
    List<Read> sorted = new ArrayList<>(partition);
    Collections.shuffle(sorted, random);
    sorted.sort(
        Comparator.comparing(Read::id, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Read::arrivalClock));
    assertThat(passed(sorted)).containsExactlyInAnyOrderElementsOf(expected);
  }

  /** Offsets of the records that count, by the definition. */
  private static List<Long> firstToArrive(List<Read> partition) {
    Map<String, Long> counted = new HashMap<>();
    List<Long> offsets = new ArrayList<>();
    for (Read read : partition) {
      String id = read.id();
      Long last = id == null ? null : counted.get(id);
      if (last == null || read.arrivalClock() - last > WITHIN) {
        if (id != null) {
          counted.put(id, read.arrivalClock());
        }
        offsets.add(read.offset());
      }
    }
    return offsets;
  }

  private static List<Long> passed(List<Read> sorted) throws Exception {
    RowDataSerializer rows =
        new RowDataSerializer(SourceRow.type(List.of(new Column("id", "STRING"))));
    try (OneInputStreamOperatorTestHarness<RowData, RowData> harness =
        new OneInputStreamOperatorTestHarness<>(new SortedDeduplicateOperator(ID, WITHIN, rows))) {
      harness.setup(rows);
      harness.open();
      for (Read read : sorted) {
        harness.processElement(row(read), 0);
      }
      harness.endInput();
      return harness.extractOutputValues().stream()
          .map(row -> Objects.requireNonNull(row).getLong(SourceRow.OFFSET))
          .toList();
    }
  }

  private static RowData row(Read read) {
    GenericRowData row = new GenericRowData(SourceRow.META + 1);
    row.setField(SourceRow.TOPIC, StringData.fromString("topic"));
    row.setField(SourceRow.PARTITION, 0);
    row.setField(SourceRow.OFFSET, read.offset());
    row.setField(SourceRow.TIME, 0L);
    row.setField(SourceRow.ARRIVED_AT, 0L);
    row.setField(SourceRow.ARRIVAL_CLOCK, read.arrivalClock());
    row.setField(ID, read.id() == null ? null : StringData.fromString(read.id()));
    return row;
  }
}
