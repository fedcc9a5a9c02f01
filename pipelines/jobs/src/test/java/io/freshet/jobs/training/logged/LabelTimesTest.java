package io.freshet.jobs.training.logged;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.ByteWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Labels sorted by entity and time, and the index that is made of them, against sorted lists. */
class LabelTimesTest {
  @ParameterizedTest
  @CsvSource({"0, 1", "1, 1", "100, 3", "5000, 700", "3000, 2", "20000, 20000"})
  void slotsAreFoundByKeyAndTime(int labels, int entities) {
    Random random = new Random(labels);
    LabelTimes times = new LabelTimes();
    Map<String, List<Long>> expected = new TreeMap<>();
    List<Long> all = new ArrayList<>();
    for (int i = 0; i < labels; i++) {
      String key = key(random.nextInt(entities));
      long time = random.nextInt(50) - 5L;
      byte[] bytes = ("x" + key + "yz").getBytes(StandardCharsets.UTF_8);
      times.add(time, bytes, 1, bytes.length - 3);
      expected.computeIfAbsent(key, k -> new ArrayList<>()).add(time);
      all.add(time);
    }
    times.sort();
    EntityIndex index = new EntityIndex(times);

    assertThat(times.size()).isEqualTo(labels);
    assertThat(times.entities().size()).isEqualTo(expected.size());
    for (int entity = 0; entity < entities + 20; entity++) {
      check(times, index, key(entity), expected.getOrDefault(key(entity), List.of()));
    }
    for (int slot = 0; slot < labels; slot++) {
      assertThat(times.time(slot)).isEqualTo(all.get(times.label(slot)));
    }
  }

  /** Some of no bytes, some as long as a word, some with zeros at the end. */
  private static String key(int number) {
    return switch (number % 5) {
      case 0 -> "k" + number;
      case 1 -> number + "\0\0";
      case 2 -> number + "\0";
      case 3 -> String.format("%08d", number);
      default -> "a longer key than others " + number;
    };
  }

  private static void check(LabelTimes times, EntityIndex index, String key, List<Long> expected) {
    List<Long> sorted = expected.stream().sorted().toList();
    ByteWriter padded = new ByteWriter(16);
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    padded.writeRaw(bytes, 0, bytes.length);
    EntityIndex.pad(padded);
    int hash = KeyTable.hash(padded.bytes(), 0, bytes.length);
    int place = index.find(hash, padded.bytes(), 0, bytes.length);
    int entity = times.entities().find(bytes, 0, bytes.length);
    if (sorted.isEmpty()) {
      assertThat(place).isEqualTo(EntityIndex.NONE);
      assertThat(entity).isEqualTo(-1);
      return;
    }
    assertThat(index.end(place)).isEqualTo(times.end(entity));
    assertThat(times.end(entity) - times.begin(entity)).isEqualTo(sorted.size());
    for (long time = -7; time < 50; time++) {
      long asked = time;
      int before = (int) sorted.stream().filter(other -> other < asked).count();
      assertThat(times.atOrAfter(entity, time)).isEqualTo(times.begin(entity) + before);
      assertThat(index.atOrAfter(place, time)).isEqualTo(times.begin(entity) + before);
    }
  }
}
