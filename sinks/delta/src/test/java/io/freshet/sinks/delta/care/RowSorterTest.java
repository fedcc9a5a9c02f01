package io.freshet.sinks.delta.care;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowSorterTest {
  private static final Comparator<String> BY_KEY = Comparator.comparing(row -> row.split("/")[0]);

  @TempDir Path spill;

  @ParameterizedTest
  @ValueSource(longs = {1, 2_500_000, Long.MAX_VALUE})
  void rowsComeInTheOrderOfTheirKeysWhateverTheMemory(long memory) throws Exception {
    Random random = new Random(7);
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      String key = Integer.toString(random.nextInt(5_000), 36);
      rows.add(key + "/" + i + "#" + "v".repeat(random.nextInt(600)));
    }

    assertThat(sorted(rows, memory)).isEqualTo(rows.stream().sorted(BY_KEY).toList());
    assertThat(files()).isZero();
  }

  @Test
  void rowsThatAreLargerThanTheMemoryAreSortedToo() throws Exception {
    List<String> rows = List.of("b/" + "x".repeat(3 << 20), "a/" + "y".repeat(2 << 20), "c/");

    assertThat(sorted(rows, 1 << 20)).isEqualTo(rows.stream().sorted(BY_KEY).toList());
  }

  @Test
  void nothingIsSortedToNothing() throws Exception {
    assertThat(sorted(List.of(), 1)).isEmpty();
  }

  private List<String> sorted(List<String> rows, long memory) throws Exception {
    List<String> sorted = new ArrayList<>();
    try (RowSorter sorter = new RowSorter(memory, spill)) {
      RowOutput out = new RowOutput();
      for (String row : rows) {
        String[] parts = row.split("/", -1);
        out.reset();
        out.writeBytes(parts[0].getBytes(StandardCharsets.UTF_8));
        int keyLength = out.length();
        byte[] value = row.getBytes(StandardCharsets.UTF_8);
        out.writeVarLong(value.length);
        out.writeBytes(value);
        sorter.add(out, keyLength);
      }
      RowInput in = new RowInput();
      sorter.sorted(
          (bytes, start) -> {
            in.at(bytes, start);
            byte[] value = in.readBytes((int) in.readVarLong());
            sorted.add(new String(value, StandardCharsets.UTF_8));
          });
    }
    return sorted;
  }

  private long files() throws Exception {
    try (Stream<Path> files = Files.list(spill)) {
      return files.count();
    }
  }
}
