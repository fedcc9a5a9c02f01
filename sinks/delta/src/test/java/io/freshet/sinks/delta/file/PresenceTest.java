package io.freshet.sinks.delta.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresenceTest {
  @Test
  void parquetReadsWhatIsWritten() throws Exception {
    Random random = new Random(7);
    for (int trial = 0; trial < 2_000; trial++) {
      int rows = 1 + random.nextInt(trial % 10 == 0 ? 5_000 : 300);
      BitSet expected = new BitSet();
      int row = 0;
      while (row < rows) {
        int end = Math.min(rows, row + 1 + random.nextInt(1 << random.nextInt(10)));
        switch (random.nextInt(3)) {
          case 0 -> expected.set(row, end);
          case 1 -> {}
          default -> random.ints(end - row, row, end).limit((end - row) / 4).forEach(expected::set);
        }
        row = end;
      }
      assertThat(decoded(encoded(expected, rows), rows)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 63, 64, 65, 127, 128, 129, 20_000})
  void runsTakeFewBytes(int rows) throws Exception {
    BitSet none = new BitSet();
    BitSet all = new BitSet();
    all.set(0, rows);

    assertThat(encoded(none, rows)).hasSizeLessThan(14);
    assertThat(encoded(all, rows)).hasSizeLessThan(18);
    assertThat(decoded(encoded(none, rows), rows)).isEqualTo(none);
    assertThat(decoded(encoded(all, rows), rows)).isEqualTo(all);
  }

  @Test
  void pagesDoNotSeeEachOther() throws Exception {
    Presence presence = new Presence();
    presence.set(2);
    presence.add(100);
    presence.set(99);
    presence.add(100);
    assertThat(decoded(presence.encode().toByteArray(), 200).stream()).containsExactly(2, 199);

    presence.clear();
    presence.set(3);
    presence.add(5);
    assertThat(presence.rows()).isEqualTo(5);
    assertThat(decoded(presence.encode().toByteArray(), 5).stream()).containsExactly(3);
  }

  private static byte[] encoded(BitSet present, int rows) throws IOException {
    Presence presence = new Presence();
    // in parts, as batches of rows come
    int part = 48;
    for (int from = 0; from < rows; from += part) {
      int number = Math.min(part, rows - from);
      present.get(from, from + number).stream().forEach(presence::set);
      presence.add(number);
    }
    return presence.encode().toByteArray();
  }

  private static BitSet decoded(byte[] bytes, int rows) throws IOException {
    int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
    assertThat(length).isEqualTo(bytes.length - Integer.BYTES);
    RunLengthBitPackingHybridDecoder decoder =
        new RunLengthBitPackingHybridDecoder(
            1, new ByteArrayInputStream(Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length)));
    BitSet found = new BitSet();
    for (int row = 0; row < rows; row++) {
      found.set(row, decoder.readInt() == 1);
    }
    return found;
  }
}
