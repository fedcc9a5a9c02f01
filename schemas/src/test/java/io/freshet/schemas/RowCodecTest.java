package io.freshet.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RowCodecTest {
  private static final RowLayout LAYOUT =
      new RowLayout(
          "shop",
          "all_types",
          List.of(new Field("user_id", ValueType.STRING)),
          List.of(
              new Field("flag", ValueType.BOOLEAN),
              new Field("count", ValueType.BIGINT),
              new Field("mean", ValueType.DOUBLE),
              new Field("short_decimal", ValueType.decimal(12, 3)),
              new Field("long_decimal", ValueType.decimal(38, 3)),
              new Field("text", ValueType.STRING),
              new Field("seen_at", ValueType.TIMESTAMP),
              new Field("day", ValueType.DATE),
              new Field("nothing", ValueType.BIGINT)));
  private static final Object[] VALUES = {
    true,
    -5L,
    0.1,
    new BigDecimal("-12.345"),
    new BigDecimal("12345678901234567890123456789012345.678"),
    "grün £",
    1_300_000_000_123L,
    -1L,
    null
  };

  private final RowCodec codec = new RowCodec(LAYOUT);

  @Test
  void whatIsPackedIsReadBack() {
    byte[] row = codec.encode(7, -1000, 42, 99, VALUES);

    assertThat(codec.decode(row)).containsExactly(VALUES);
    assertThat(PackedRow.generation(row)).isEqualTo(7);
    assertThat(PackedRow.featureTimestamp(row)).isEqualTo(-1000);
    assertThat(PackedRow.sequence(row)).isEqualTo(42);
    assertThat(PackedRow.availableAt(row)).isEqualTo(99);
    assertThat(PackedRow.availableAt(PackedRow.withAvailableAt(row, 100))).isEqualTo(100);
  }

  @Test
  void valuesAreHandedOnOneByOne() {
    TestingSink sink = new TestingSink(3 + VALUES.length);

    codec.decode(codec.encode(7, -1000, 42, 99, VALUES), 3, sink);

    assertThat(sink.taken.subList(0, 3)).containsOnlyNulls();
    assertThat(sink.taken.subList(3, 3 + VALUES.length))
        .containsExactly(
            true, -5L, 0.1, "unscaled -12345", VALUES[4], "grün £", 1_300_000_000_123L, -1L, null);
  }

  @Test
  void bytesOfThisVersionStayAsTheyAre() {
    byte[] row = codec.encode(7, -1000, 42, 99, VALUES);

    assertThat(HexFormat.of().formatHex(row))
        .isEqualTo(
            "02"
                + LAYOUT.fingerprintHex()
                + "0000000000000007"
                + "7ffffffffffffc18"
                + "000000000000002a"
                + "0000000000000063"
                + "02"
                + "ff00"
                + "7087ef7b"
                + "fb"
                + "05"
                + "c7cf"
                + "10"
                + "0949b0f6f0023313c4499050de38f34e"
                + "6772c3bc6e20c2a3"
                + "7be0a24fbf"
                + "ff");
    assertThat(LAYOUT.fingerprintHex()).isEqualTo("a77999a036b6e54c");
  }

  @Test
  void listsAndCountsOfEveryTypeAreReadBack() {
    for (int i = 0; i < VALUES.length - 1; i++) {
      ValueType type = LAYOUT.features().get(i).type();
      RowCodec nested = new RowCodec(nested(type));
      Object value = VALUES[i];
      Object[] values = {List.of(value, value), Map.of(value, 300L), null, List.of()};

      assertThat(nested.decode(nested.encode(1, 2, 3, 4, values))).containsExactly(values);
    }
  }

  @Test
  void countsKeepTheirOrderAndNothingCanBeChanged() {
    RowCodec nested = new RowCodec(nested(ValueType.STRING));
    Map<Object, Long> counts = new LinkedHashMap<>();
    List.of("z", "a", "m", "b").forEach(key -> counts.put(key, 1L));
    Object[] read =
        nested.decode(nested.encode(1, 2, 3, 4, new Object[] {List.of("z"), counts, null, null}));

    assertThat(((Map<?, ?>) read[1]).keySet().toString()).isEqualTo("[z, a, m, b]");
    assertThatThrownBy(() -> ((Map<?, ?>) read[1]).clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> ((List<?>) read[0]).clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void bytesOfListsAndCountsStayAsTheyAre() {
    RowCodec nested = new RowCodec(nested(ValueType.BIGINT));
    byte[] row =
        nested.encode(0, 0, 0, 0, new Object[] {List.of(1L, -1L), Map.of(5L, 300L), null, null});

    String values = HexFormat.of().formatHex(row, PackedRow.HEADER_LENGTH, row.length);
    assertThat(values).isEqualTo("02" + "03" + "ff" + "03" + "020201" + "04" + "010aac02");
    assertThat(nested.layout().fingerprintHex()).isEqualTo("f3336984961c294e");
  }

  @Test
  void damagedListsAndCountsAreToldAsMalformed() {
    RowCodec nested = new RowCodec(nested(ValueType.STRING));
    byte[] row =
        nested.encode(
            0, 0, 0, 0, new Object[] {List.of("a", "b"), Map.of("c", 1L, "d", 2L), null, null});
    int lists = PackedRow.HEADER_LENGTH + 1;
    for (int length = lists; length < row.length; length++) {
      byte[] cut = Arrays.copyOf(row, length);
      assertThatThrownBy(() -> nested.decode(cut)).isInstanceOf(MalformedRowException.class);
    }
    byte[] longer = row.clone();
    longer[lists] = 0x7f;
    assertThatThrownBy(() -> nested.decode(longer)).isInstanceOf(MalformedRowException.class);
    byte[] twice = row.clone();
    twice[row.length - 2] = twice[row.length - 5];
    assertThatThrownBy(() -> nested.decode(twice))
        .isInstanceOf(MalformedRowException.class)
        .hasMessageContaining("the count");
  }

  private static RowLayout nested(ValueType type) {
    return new RowLayout(
        "shop",
        "nested",
        List.of(new Field("user_id", ValueType.STRING)),
        List.of(
            new Field("last", ValueType.array(type)),
            new Field("often", ValueType.counts(type)),
            new Field("nothing", ValueType.array(type)),
            new Field("empty", ValueType.array(type))));
  }

  @Test
  void newerVersionsCompareAsLargerBytes() {
    byte[][] rows = {
      codec.encode(1, -5, 9, 0, VALUES),
      codec.encode(1, -4, 1, 0, VALUES),
      codec.encode(1, 3, 1, 0, VALUES),
      codec.encode(1, 3, 2, 0, VALUES),
      codec.encode(2, -9, 1, 0, VALUES)
    };
    int from = PackedRow.VERSION_OFFSET;
    int to = from + PackedRow.VERSION_LENGTH;
    for (int i = 1; i < rows.length; i++) {
      assertThat(Arrays.compareUnsigned(rows[i - 1], from, to, rows[i], from, to)).isNegative();
    }
  }

  @Test
  void everyCutIsToldAsMalformed() {
    byte[] row = codec.encode(1, 2, 3, 4, VALUES);
    for (int length = 0; length < row.length; length++) {
      byte[] cut = Arrays.copyOf(row, length);
      assertThatThrownBy(() -> codec.decode(cut)).isInstanceOf(MalformedRowException.class);
      assertThatThrownBy(() -> codec.decode(cut, 0, new TestingSink(VALUES.length)))
          .isInstanceOf(MalformedRowException.class);
    }
    byte[] longer = Arrays.copyOf(row, row.length + 1);
    assertThatThrownBy(() -> codec.decode(longer)).isInstanceOf(MalformedRowException.class);
    assertThatThrownBy(() -> codec.decode(longer, 0, new TestingSink(VALUES.length)))
        .isInstanceOf(MalformedRowException.class);
  }

  @Test
  void rowOfAnotherLayoutIsRefused() {
    RowLayout other = new RowLayout("shop", "other", LAYOUT.keys(), List.of());
    byte[] row = new RowCodec(other).encode(1, 2, 3, 4, new Object[0]);

    assertThatThrownBy(() -> codec.decode(row))
        .isInstanceOf(MalformedRowException.class)
        .hasMessageContaining(other.fingerprintHex());
  }

  @Test
  void publishedLayoutIsReadBack() {
    PublishedLayout published =
        new PublishedLayout(LAYOUT, Map.of("count", 1000L), Map.of("count", "0"));

    assertThat(PublishedLayout.fromJson(published.toJson())).isEqualTo(published);
    for (Field feature : LAYOUT.features()) {
      PublishedLayout nested = new PublishedLayout(nested(feature.type()), Map.of(), Map.of());
      assertThat(PublishedLayout.fromJson(nested.toJson())).isEqualTo(nested);
    }
  }

  @Test
  void agesOfAPublishedLayoutAreReadBack() {
    PublishedLayout published =
        new PublishedLayout(
            LAYOUT,
            Map.of(),
            Map.of(),
            List.of(
                new PublishedAge("days_since", "seen_at", TimeUnit.DAYS),
                new PublishedAge("seconds_since", "seen_at", TimeUnit.SECONDS)));
    String json = published.toJson();

    assertThat(json)
        .contains("\"ages\":[{\"name\":\"days_since\",\"of\":\"seen_at\",\"unit\":\"days\"}");
    assertThat(PublishedLayout.fromJson(json)).isEqualTo(published);
    String before =
        new PublishedLayout(LAYOUT, Map.of(), Map.of()).toJson().replace(",\"ages\":[]", "");
    assertThat(before).doesNotContain("ages");
    assertThat(PublishedLayout.fromJson(before).ages()).isEmpty();
  }

  @Test
  void ageIsInWholeUnitsRoundedDown() {
    PublishedAge minutes = new PublishedAge("m", "t", TimeUnit.MINUTES);

    assertThat(minutes.at(180_000, 60_000L)).isEqualTo(2);
    assertThat(minutes.at(179_999, 60_000L)).isEqualTo(1);
    assertThat(minutes.at(59_999, 60_000L)).isEqualTo(-1);
    assertThat(minutes.at(59_999, null)).isNull();
  }

  @Test
  void entityKeysOfSeveralPartsAreReadBack() {
    List<Field> keys =
        List.of(new Field("shop", ValueType.STRING), new Field("id", ValueType.BIGINT));
    String text = Objects.requireNonNull(EntityKey.encode("a|b\\c", 7L));

    assertThat(text).isEqualTo("a\\|b\\\\c|7");
    assertThat(EntityKey.decode(text, keys)).containsExactly("a|b\\c", 7L);
    assertThat(EntityKey.encode("a", null)).isNull();
    assertThatThrownBy(() -> EntityKey.decode("x|y", keys))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'y' is no BIGINT");
  }
}
