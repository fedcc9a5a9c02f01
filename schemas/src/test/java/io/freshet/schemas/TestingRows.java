package io.freshet.schemas;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Layouts and rows of all types, with the values that features have, and with any others. */
final class TestingRows {
  private static final List<ValueType> SINGLE =
      List.of(
          ValueType.BOOLEAN,
          ValueType.BIGINT,
          ValueType.DOUBLE,
          ValueType.decimal(12, 3),
          ValueType.decimal(2, 2),
          ValueType.decimal(18, 0),
          ValueType.decimal(38, 3),
          ValueType.decimal(38, 30),
          ValueType.STRING,
          ValueType.TIMESTAMP,
          ValueType.DATE);

  private final SplittableRandom random;

  TestingRows(long seed) {
    random = new SplittableRandom(seed);
  }

  RowLayout layout(int most) {
    List<Field> features = new ArrayList<>();
    Map<String, String> implied = new HashMap<>();
    ValueType type = type();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      type = random.nextInt(3) == 0 ? type : type();
      Field feature = new Field("f" + features.size(), type);
      features.add(feature);
      boolean nested = type.element() != null;
      if (!nested && random.nextInt(3) == 0) {
        implied.put(feature.name(), type.format(random.nextBoolean() ? value(type) : small(type)));
      }
    }
    return new RowLayout("p", "v", List.of(new Field("k", ValueType.STRING)), features, implied);
  }

  private ValueType type() {
    ValueType single = SINGLE.get(random.nextInt(SINGLE.size()));
    return switch (random.nextInt(10)) {
      case 0 -> ValueType.array(single);
      case 1 -> ValueType.counts(single);
      default -> single;
    };
  }

  /** Values of a row; the share of those that are not implied differs from row to row. */
  @Nullable Object[] values(RowLayout layout) {
    @Nullable Object[] values = new @Nullable Object[layout.features().size()];
    int present = random.nextInt(101);
    int small = random.nextInt(101);
    for (int i = 0; i < values.length; i++) {
      values[i] = value(layout, i, random.nextInt(100) < present, random.nextInt(100) < small);
      int like = random.nextBoolean() ? i - 1 : random.nextInt(i + 1);
      if (like >= 0 && type(layout, i).equals(type(layout, like)) && random.nextInt(3) == 0) {
        values[i] = values[like];
      }
    }
    return values;
  }

  /** Some of the values are others. */
  @Nullable Object[] changed(RowLayout layout, @Nullable Object[] values) {
    @Nullable Object[] changed = values.clone();
    for (int i = 0; i < values.length; i++) {
      if (random.nextInt(5) == 0) {
        changed[i] = value(layout, i, random.nextBoolean(), random.nextBoolean());
      }
    }
    return changed;
  }

  private @Nullable Object value(RowLayout layout, int i, boolean present, boolean small) {
    if (present) {
      return small ? small(type(layout, i)) : value(type(layout, i));
    }
    String implied = layout.implied().get(layout.features().get(i).name());
    return implied == null ? null : type(layout, i).parseValue(implied);
  }

  private static ValueType type(RowLayout layout, int i) {
    return layout.features().get(i).type();
  }

  private Object small(ValueType type) {
    long number = random.nextInt(10);
    return switch (type.kind()) {
      case BOOLEAN -> number > 4;
      case BIGINT, DATE -> number;
      case TIMESTAMP -> 1_600_000_000_000L + 1000 * number;
      case DOUBLE -> number / (random.nextBoolean() ? 1.0 : 100.0);
      case DECIMAL -> decimal(BigInteger.valueOf(number), type);
      case STRING -> "abcdefghij".substring((int) number);
      case ARRAY -> List.of();
      case COUNTS -> Map.of();
    };
  }

  private Object value(ValueType type) {
    long number = random.nextLong() >> random.nextInt(64);
    ValueType element = type.element();
    return switch (type.kind()) {
      case BOOLEAN -> number > 0;
      case BIGINT, TIMESTAMP, DATE -> number;
      case DOUBLE -> random.nextBoolean() ? number / 100.0 : Double.longBitsToDouble(number);
      case DECIMAL -> decimal(new BigInteger(random.nextInt(130), new Random(number)), type);
      case STRING -> "ü" + Long.toString(number, 36);
      case ARRAY -> element == null ? List.of() : List.of(value(element), small(element));
      case COUNTS -> {
        Map<Object, Long> counts = new LinkedHashMap<>();
        if (element != null) {
          counts.put(value(element), 300L);
          counts.put(small(element), number >>> 1);
        }
        yield counts;
      }
    };
  }

  private static BigDecimal decimal(BigInteger any, ValueType type) {
    return new BigDecimal(any.mod(BigInteger.TEN.pow(type.precision())), type.scale());
  }
}
