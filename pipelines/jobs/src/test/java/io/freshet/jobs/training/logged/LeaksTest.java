package io.freshet.jobs.training.logged;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Against the definition: as-of time before the label, readable at it or later. */
class LeaksTest {
  private record Row(byte key, long asOf, long available) {}

  @RepeatedTest(60)
  void theLastReadableOfLeakingRowsIsTold(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    ReadableBefore before = ReadableBefore.of(repetition.getCurrentRepetition() % 2 == 0);
    LabelTimes times = new LabelTimes();
    for (int label = 0; label < 30; label++) {
      times.add(random.nextInt(40), new byte[] {(byte) random.nextInt(3)}, 0, 1);
    }
    times.sort();
    Leaks leaks = new Leaks(times.size());
    List<Row> rows = new ArrayList<>();
    for (int i = random.nextInt(12); i > 0; i--) {
      long asOf = random.nextInt(45) - 3;
      Row row = new Row((byte) random.nextInt(3), asOf, asOf + random.nextInt(10));
      rows.add(row);
      offer(times, before, leaks, row);
    }
    leaks.spread(times, before);
    for (byte key = 0; key < 3; key++) {
      int entity = times.entities().find(new byte[] {key}, 0, 1);
      for (int slot = entity < 0 ? 0 : times.begin(entity); slot < end(times, entity); slot++) {
        Optional<Row> wanted = latest(rows, before, key, times.time(slot));
        assertThat(leaks.contains(slot)).isEqualTo(wanted.isPresent());
        if (wanted.isPresent()) {
          assertThat(leaks.available(slot)).isEqualTo(wanted.get().available());
          assertThat(leaks.delay(slot)).isEqualTo(wanted.get().available() - wanted.get().asOf());
        }
      }
    }
  }

  private static int end(LabelTimes times, int entity) {
    return entity < 0 ? 0 : times.end(entity);
  }

  private static void offer(LabelTimes times, ReadableBefore before, Leaks leaks, Row row) {
    int entity = times.entities().find(new byte[] {row.key()}, 0, 1);
    if (entity >= 0) {
      int leaking = before.firstSlot(times, entity, row.asOf());
      if (leaking < before.firstSlot(times, entity, row.available())) {
        leaks.add(leaking, row.available(), row.available() - row.asOf());
      }
    }
  }

  private static Optional<Row> latest(List<Row> rows, ReadableBefore before, byte key, long label) {
    return rows.stream()
        .filter(row -> row.key() == key)
        .filter(row -> before.holds(row.asOf(), label) && !before.holds(row.available(), label))
        .max(Comparator.comparingLong(Row::available).thenComparingLong(row -> -row.asOf()));
  }
}
