package io.freshet.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the format promises. */
class RowFormatTest {
  private final SplittableRandom random = new SplittableRandom(5);

  @Test
  void whatIsPackedIsReadBackWholeAndInPart() {
    TestingRows rows = new TestingRows(1);
    for (int i = 0; i < 3000; i++) {
      RowLayout layout = rows.layout(i % 20 == 0 ? 300 : 30);
      RowCodec codec = new RowCodec(layout);
      @Nullable Object[] values = rows.values(layout);
      byte[] row = codec.encode(1, 2, 3, 4, values);

      assertThat(codec.decode(row)).containsExactly(values);
      List<String> names = some(codec.names());
      assertThat(codec.project(names).read(row)).containsExactly(some(layout, names, values));
    }
  }

  @Test
  void nothingThatIsReadLiesBeyondTheRow() {
    TestingRows rows = new TestingRows(2);
    int read = 0;
    for (int i = 0; i < 20_000; i++) {
      RowLayout layout = rows.layout(i % 20 == 0 ? 200 : 20);
      RowCodec codec = new RowCodec(layout);
      byte[] row = damaged(codec.encode(1, 2, 3, 4, rows.values(layout)));
      List<String> names = some(codec.names());
      try {
        codec.decode(row);
        read++;
      } catch (MalformedRowException e) {
        assertThat(e).hasMessageNotContaining("null");
      }
      try {
        codec.project(names).read(row);
        read++;
      } catch (MalformedRowException e) {
        assertThat(e).hasMessageNotContaining("null");
      }
    }
    assertThat(read).isBetween(2_000, 38_000);
  }

  @Test
  void whatIsImpliedOrZeroTakesABitAtMost() {
    List<Field> features = new ArrayList<>();
    for (int i = 0; i < 800; i++) {
      features.add(new Field("f" + i, i % 2 == 0 ? ValueType.BIGINT : ValueType.DOUBLE));
    }
    RowLayout nulls = new RowLayout("p", "v", List.of(), features);
    RowLayout sevens = new RowLayout("p", "v", List.of(), features, implied(features));
    @Nullable Object[] zeros = new @Nullable Object[800];
    @Nullable Object[] defaults = new @Nullable Object[800];
    for (int i = 0; i < 800; i++) {
      zeros[i] = i % 2 == 0 ? (Object) 0L : (Object) 0.0;
      defaults[i] = i % 2 == 0 ? (Object) 7L : (Object) 7.5;
    }
    @Nullable Object[] mixed = new @Nullable Object[800];
    for (int i = 0; i < 800; i++) {
      mixed[i] = random.nextBoolean() ? null : zeros[i];
    }

    assertThat(size(nulls, new @Nullable Object[800])).isEqualTo(1);
    assertThat(size(nulls, zeros)).isEqualTo(1);
    assertThat(size(nulls, mixed)).isEqualTo(101);
    assertThat(size(sevens, defaults)).isEqualTo(1);
    assertThat(size(sevens, new @Nullable Object[800])).isEqualTo(1);
  }

  @Test
  void valuesTakeTheFewestBytesThatHoldThem() {
    assertThat(bytes(ValueType.BIGINT, 1L)).isEqualTo("");
    assertThat(bytes(ValueType.BIGINT, 7L)).isEqualTo("");
    assertThat(bytes(ValueType.BIGINT, 8L)).isEqualTo("08");
    assertThat(bytes(ValueType.BIGINT, -129L)).isEqualTo("7fff");
    assertThat(bytes(ValueType.DOUBLE, 3.0)).isEqualTo("");
    assertThat(bytes(ValueType.DOUBLE, 20.25)).isEqualTo("a61f");
    assertThat(bytes(ValueType.DOUBLE, 0.1)).isEqualTo("05");
    assertThat(bytes(ValueType.DOUBLE, 1 / 3.0)).isEqualTo("555555555555d53f");
    assertThat(bytes(ValueType.DOUBLE, -0.0)).isEqualTo("0000000000000080");
    assertThat(bytes(ValueType.TIMESTAMP, 1_577_836_801_000L)).isEqualTo("01");
    assertThat(bytes(ValueType.TIMESTAMP, 1_577_836_801_001L)).isEqualTo("e903000000");
    assertThat(bytes(ValueType.STRING, "abc")).isEqualTo("616263");
    assertThat(bytes(ValueType.STRING, "abcdefghi")).isEqualTo("09616263646566676869");
  }

  private static String bytes(ValueType type, Object value) {
    RowLayout layout = new RowLayout("p", "v", List.of(), List.of(new Field("a", type)));
    byte[] row = new RowCodec(layout).encode(1, 2, 3, 4, new Object[] {value});
    // flags, one code
    return HexFormat.of().formatHex(row, PackedRow.HEADER_LENGTH + 2, row.length);
  }

  private static int size(RowLayout layout, @Nullable Object[] values) {
    return new RowCodec(layout).encode(1, 2, 3, 4, values).length - PackedRow.HEADER_LENGTH;
  }

  private static Map<String, String> implied(List<Field> features) {
    Map<String, String> implied = new HashMap<>();
    for (Field feature : features) {
      implied.put(feature.name(), feature.type().equals(ValueType.BIGINT) ? "7" : "7.5");
    }
    return implied;
  }

  private byte[] damaged(byte[] row) {
    int values = row.length - PackedRow.HEADER_LENGTH;
    byte[] damaged =
        Arrays.copyOf(
            row, random.nextInt(4) == 0 ? row.length - random.nextInt(values) : row.length);
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = PackedRow.HEADER_LENGTH + random.nextInt(damaged.length - PackedRow.HEADER_LENGTH);
      damaged[at] =
          (byte) (random.nextBoolean() ? random.nextInt() : damaged[at] ^ 1 << random.nextInt(8));
    }
    return damaged;
  }

  private List<String> some(List<String> names) {
    List<String> some = new ArrayList<>();
    int share = random.nextInt(1, 101);
    for (String name : names) {
      if (random.nextInt(100) < share) {
        some.add(random.nextInt(some.size() + 1), name);
      }
    }
    return some;
  }

  private static @Nullable Object[] some(
      RowLayout layout, List<String> names, @Nullable Object[] values) {
    Map<String, Integer> positions = layout.positions();
    @Nullable Object[] some = new @Nullable Object[names.size()];
    for (int i = 0; i < some.length; i++) {
      some[i] = values[Objects.requireNonNull(positions.get(names.get(i)))];
    }
    return some;
  }
}
