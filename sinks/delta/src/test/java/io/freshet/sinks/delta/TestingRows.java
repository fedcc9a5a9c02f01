package io.freshet.sinks.delta;

import io.freshet.schemas.EntityKey;
import io.freshet.schemas.FeatureRow;
import io.freshet.schemas.Field;
import io.freshet.schemas.RowCodec;
import io.freshet.schemas.RowLayout;
import io.freshet.schemas.ValueType;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are functions of an index. {@code available_at} names the run and the index, so that a
 * row found in a table tells who wrote it.
 */
public final class TestingRows implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final long RUN = 1_000_000_000L;
  private static final long START = 1_700_000_000_000L;
  private static final long STEP = 20_000;
  private static final int USERS = 50;
  private static final long GENERATION = 1;

  private final RowLayout layout;
  private final RowCodec codec;
  private final int run;

  public TestingRows(String view, int run) {
    this(layout(view), run);
  }

  private TestingRows(RowLayout layout, int run) {
    this.layout = layout;
    this.codec = new RowCodec(layout);
    this.run = run;
  }

  private static RowLayout layout(String view) {
    return new RowLayout(
        "shop",
        view,
        List.of(new Field("user_id", ValueType.STRING), new Field("shop", ValueType.BIGINT)),
        List.of(
            new Field("clicks", ValueType.BIGINT),
            new Field("score", ValueType.DOUBLE),
            new Field("few", ValueType.decimal(9, 3)),
            new Field("spent", ValueType.decimal(18, 2)),
            new Field("wide", ValueType.decimal(38, 10)),
            new Field("label", ValueType.STRING),
            new Field("active", ValueType.BOOLEAN),
            new Field("seen_at", ValueType.TIMESTAMP),
            new Field("born", ValueType.DATE),
            new Field("lately", ValueType.array(ValueType.TIMESTAMP)),
            new Field("prices", ValueType.array(ValueType.decimal(38, 10))),
            new Field("kinds", ValueType.counts(ValueType.STRING)),
            new Field("days", ValueType.counts(ValueType.DATE))));
  }

  public RowLayout layout() {
    return layout;
  }

  /** The rows of another run, whose layout lacks a feature. */
  public TestingRows without(String feature, int otherRun) {
    return withFeatures(
        layout.features().stream().filter(field -> !field.name().equals(feature)).toList(),
        otherRun);
  }

  /** The rows of another run, whose layout has a feature more, or one of another type. */
  public TestingRows with(Field feature, int otherRun) {
    List<Field> features = new ArrayList<>(layout.features());
    features.removeIf(field -> field.name().equals(feature.name()));
    features.add(feature);
    return withFeatures(features, otherRun);
  }

  private TestingRows withFeatures(List<Field> features, int otherRun) {
    return new TestingRows(
        new RowLayout(layout.pipeline(), layout.view(), layout.keys(), features), otherRun);
  }

  public FeatureRow row(long index) {
    @Nullable Object[] values =
        layout.features().stream().map(field -> value(field.name(), index)).toArray();
    byte[] packed =
        codec.encode(GENERATION, time(index), sequence(index), availableAt(index), values);
    String key = Objects.requireNonNull(EntityKey.encode(user(index), shop(index)));
    return FeatureRow.row(key, packed, FeatureRow.NO_ARRIVAL);
  }

  /** What a table has of the row, in the table's order. */
  Map<String, @Nullable Object> columns(long index) {
    Map<String, @Nullable Object> columns = new LinkedHashMap<>();
    columns.put("user_id", user(index));
    columns.put("shop", shop(index));
    columns.put("feature_timestamp", time(index));
    columns.put("available_at", availableAt(index));
    columns.put("sequence", sequence(index));
    columns.put("generation", GENERATION);
    layout.features().forEach(field -> columns.put(field.name(), value(field.name(), index)));
    columns.put("event_date", Math.floorDiv(time(index), Duration.ofDays(1).toMillis()));
    return columns;
  }

  private static @Nullable Object value(String feature, long index) {
    return switch (feature) {
      case "clicks" -> index;
      case "score" -> index % 7 == 0 ? null : index / 3.0 - 100;
      case "few" -> BigDecimal.valueOf(index - 500, 3);
      case "spent" -> index % 5 == 0 ? null : BigDecimal.valueOf(-index * 7, 2);
      case "wide" ->
          new BigDecimal("-1234567890123456789012345678.0000000001").add(BigDecimal.valueOf(index));
      case "label" -> index % 3 == 0 ? null : "label " + index % 4;
      case "active" -> index % 2 == 0;
      case "seen_at" -> START - index * 1_234_567;
      case "born" -> index - 10_000;
      case "lately" -> index % 7 == 0 ? null : List.of(START, START - index);
      case "prices" -> index % 4 == 0 ? List.of() : List.of(wide(index), wide(-index));
      case "kinds" -> index % 6 == 0 ? null : Map.of("kind " + index % 3, index, "", 1L);
      case "days" -> index % 5 == 0 ? Map.of() : Map.of(index, 2L, -1L, 1L);
      // of layouts that were changed
      default -> 10 * index;
    };
  }

  private static String user(long index) {
    return "user " + index % USERS;
  }

  private static long shop(long index) {
    return index % 3;
  }

  private static long time(long index) {
    return START + index * STEP;
  }

  private static long sequence(long index) {
    return index / USERS + 1;
  }

  private static BigDecimal wide(long number) {
    return BigDecimal.valueOf(number).setScale(10);
  }

  /** The run that an {@code available_at} names. */
  static int run(long availableAt) {
    return Math.toIntExact(availableAt / RUN);
  }

  /** The index that an {@code available_at} names. */
  public static long index(long availableAt) {
    return availableAt % RUN;
  }

  /** What a table has of the row besides features: who wrote it. */
  public long availableAt(long index) {
    return run * RUN + index;
  }
}
