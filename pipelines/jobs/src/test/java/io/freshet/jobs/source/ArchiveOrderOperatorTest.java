package io.freshet.jobs.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class ArchiveOrderOperatorTest {

  @Test
  void eachOffsetOfAPartitionComesOnceBetweenItsBeginAndItsEnd() throws Exception {
    assertThat(
            order(
                record("a", 0, 5, "x"),
                record("a", 0, 5, "x"),
                record("a", 0, 7, "y"),
                record("a", 1, 7, "y"),
                record("b", 1, 7, "z"),
                record("b", 1, 7, "z")))
        .containsExactly(
            "ASSIGNED a-0@-1",
            "RECORD a-0@5",
            "RECORD a-0@7",
            "FINISHED a-0@-1",
            "ASSIGNED a-1@-1",
            "RECORD a-1@7",
            "FINISHED a-1@-1",
            "ASSIGNED b-1@-1",
            "RECORD b-1@7",
            "FINISHED b-1@-1");
  }

  @Test
  void archiveWithoutRecordsHasNoPartition() throws Exception {
    assertThat(order()).isEmpty();
  }

  @Test
  void topicThatWasMadeAnewIsFound() {
    assertThatThrownBy(() -> order(record("a", 0, 5, "x"), record("a", 0, 5, "y")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("two records at offset 5 of a-0")
        .hasMessageContaining("'clicks'");
  }

  private static RawRecord record(String topic, int partition, long offset, String value) {
    return new RawRecord(
        RawRecord.Kind.RECORD,
        topic,
        partition,
        offset,
        1_000,
        null,
        null,
        value.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> order(RawRecord... records) throws Exception {
    List<String> out = new ArrayList<>();
    try (OneInputStreamOperatorTestHarness<RawRecord, RawRecord> harness =
        new OneInputStreamOperatorTestHarness<>(new ArchiveOrderOperator("clicks"))) {
      harness.open();
      for (RawRecord record : records) {
        harness.processElement(record, record.offset());
      }
      harness.endInput();
      harness
          .extractOutputValues()
          .forEach(
              r ->
                  out.add("%s %s-%d@%d".formatted(r.kind(), r.topic(), r.partition(), r.offset())));
    }
    return out;
  }
}
