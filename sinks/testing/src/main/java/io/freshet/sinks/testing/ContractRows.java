package io.freshet.sinks.testing;

import io.freshet.schemas.EntityKey;
import io.freshet.schemas.FeatureRow;
import io.freshet.schemas.Field;
import io.freshet.schemas.PackedRow;
import io.freshet.schemas.PublishedLayout;
import io.freshet.schemas.RowCodec;
import io.freshet.schemas.RowLayout;
import io.freshet.schemas.ValueType;
import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rows that the contract writes: row {@code i} is a function of {@code i} alone, so that a
 * source can make it again after a failure. Rows of one key come in the order of their versions.
 */
final class ContractRows implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final long GENERATION = 7;

  /** Year 1 and year 9999, the ends of what all stores can hold. */
  private static final long FIRST_MILLI = -62_135_596_800_000L;

  private static final long LAST_MILLI = 253_402_300_799_999L;
  private static final long FIRST_DAY = -719_162;
  private static final long LAST_DAY = 2_932_896;

  private static final String[] TEXTS = {
    "",
    " ",
    "plain",
    "a|b\\c",
    "line\nbreak\tand \"quotes\"",
    "Grüße",
    "日本語",
    "👩‍👩‍👧 e\u0301",
    "\u0000"
  };

  private static final @Nullable Object[][] COLUMNS = {
    {true, false},
    {0L, -1L, 1L, 127L, 128L, Long.MIN_VALUE, Long.MAX_VALUE},
    {
      0.0,
      -0.0,
      0.1,
      Double.MIN_VALUE,
      -Double.MAX_VALUE,
      Double.POSITIVE_INFINITY,
      Double.NaN,
      1e300
    },
    decimals("0.0000", "99999999999999.9999", "-99999999999999.9999", "0.0001", "12.3400"),
    decimals(
        "0.0000000000",
        "9999999999999999999999999999.9999999999",
        "-9999999999999999999999999999.9999999999",
        "-0.0000000001"),
    TEXTS,
    {0L, -1L, FIRST_MILLI, LAST_MILLI, -86_400_001L, 1_700_000_000_123L},
    {0L, -1L, FIRST_DAY, LAST_DAY, 19_000L},
    {List.of("", "a"), List.of("b"), List.of(), List.of("日本語", "日本語", "c|d")},
    {List.of(FIRST_MILLI, LAST_MILLI), List.of(0L)},
    {List.of(0.1, Double.NaN, -1e300), List.of(1.0)},
    {List.of(decimals("0.0000", "99999999999999.9999")), List.of(decimals("-1.5000"))},
    {Map.of("", 1L), Map.of("a", 300L, "é", Long.MAX_VALUE), Map.of()},
    {Map.of(FIRST_DAY, 2L, LAST_DAY, 1L), Map.of(0L, 7L)},
    {Map.of(true, 1L, false, 2L), Map.of(true, 9L)}
  };

  private final RowLayout layout;
  private final RowCodec codec;

  ContractRows(RowLayout layout) {
    this.layout = layout;
    this.codec = new RowCodec(layout);
  }

  /** A layout with two join keys and a feature of every type. */
  static RowLayout layout(String view) {
    return new RowLayout(
        "contract",
        view,
        List.of(new Field("name", ValueType.STRING), new Field("number", ValueType.BIGINT)),
        List.of(
            new Field("flag", ValueType.BOOLEAN),
            new Field("whole", ValueType.BIGINT),
            new Field("real", ValueType.DOUBLE),
            new Field("price", ValueType.decimal(18, 4)),
            new Field("wide", ValueType.decimal(38, 10)),
            new Field("text", ValueType.STRING),
            new Field("at", ValueType.TIMESTAMP),
            new Field("day", ValueType.DATE),
            new Field("texts", ValueType.array(ValueType.STRING)),
            new Field("times", ValueType.array(ValueType.TIMESTAMP)),
            new Field("reals", ValueType.array(ValueType.DOUBLE)),
            new Field("prices", ValueType.array(ValueType.decimal(18, 4))),
            new Field("text_counts", ValueType.counts(ValueType.STRING)),
            new Field("day_counts", ValueType.counts(ValueType.DATE)),
            new Field("flag_counts", ValueType.counts(ValueType.BOOLEAN))));
  }

  /** How rows of the layout are to be read. */
  FeatureRow published() {
    String json = new PublishedLayout(layout, Map.of("whole", 0L), Map.of("whole", "0")).toJson();
    return new FeatureRow(
        FeatureRow.Kind.LAYOUT,
        layout.view(),
        json.getBytes(StandardCharsets.UTF_8),
        FeatureRow.NO_ARRIVAL);
  }

  /**
   * Row {@code index} of rows that are spread over {@code keys} keys. As-of times start before
   * 1970; every value has been NULL somewhere, and the first rows hold all extremes.
   */
  FeatureRow row(long index, int keys) {
    int key = (int) (index % keys);
    long sequence = index / keys + 1;
    long featureTimestamp = -500_000_000L + index * 100_003L;
    @Nullable Object[] values = new @Nullable Object[COLUMNS.length];
    for (int i = 0; i < values.length; i++) {
      boolean isNull = (index + i) % 11 == 0 || index % 13 == 12;
      values[i] = isNull ? null : COLUMNS[i][(int) ((index + i) % COLUMNS[i].length)];
    }
    long availableAt = 1_700_000_000_000L + index;
    byte[] packed = codec.encode(GENERATION, featureTimestamp, sequence, availableAt, values);
    return FeatureRow.row(key(key), packed, availableAt - 5);
  }

  /** The word that the key of {@code row} is forgotten at the version of {@code row}. */
  static FeatureRow forget(FeatureRow row) {
    return new FeatureRow(
        FeatureRow.Kind.FORGET,
        row.key(),
        Arrays.copyOf(row.packed(), PackedRow.HEADER_LENGTH),
        FeatureRow.NO_ARRIVAL);
  }

  /** What a reader must find for {@code row}. */
  StoredRow stored(FeatureRow row) {
    byte[] packed = row.packed();
    return StoredRow.of(
        row.key(),
        PackedRow.generation(packed),
        PackedRow.featureTimestamp(packed),
        PackedRow.sequence(packed),
        PackedRow.availableAt(packed),
        codec.decode(packed));
  }

  /** Rows 0 to {@code count - 1}. */
  List<FeatureRow> rows(int count, int keys) {
    List<FeatureRow> rows = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      rows.add(row(i, keys));
    }
    return rows;
  }

  private static String key(int key) {
    return Objects.requireNonNull(
        EntityKey.encode(
            TEXTS[key % TEXTS.length], key % 3 == 0 ? -(long) key : Long.valueOf(key)));
  }

  private static Object[] decimals(String... texts) {
    return Arrays.stream(texts).map(BigDecimal::new).toArray();
  }
}
