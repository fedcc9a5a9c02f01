package io.freshet.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rows written value by value are those of {@link RowCodec}. */
class RowWriterTest {
  private static final List<ValueType> TYPES =
      List.of(
          ValueType.BIGINT,
          ValueType.decimal(12, 3),
          ValueType.decimal(38, 3),
          ValueType.DOUBLE,
          ValueType.STRING,
          ValueType.TIMESTAMP);

  @Test
  void rowsAreThoseOfTheCodec() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 500; i++) {
      RowLayout layout = layout(random);
      @Nullable Object[] empty = values(layout, random);
      RowCodec codec = new RowCodec(layout);
      RowWriter writer = new RowWriter(layout, empty);
      for (int row = 0; row < 5; row++) {
        @Nullable Object[] values = values(layout, random);
        writer.begin();
        for (int feature = 0; feature < values.length; ) {
          int run = Math.min(random.nextInt(4), values.length - feature);
          if (run > 0 && random.nextBoolean()) {
            System.arraycopy(empty, feature, values, feature, run);
            writer.takeEmpty(run);
            feature += run;
          } else {
            take(writer, layout.features().get(feature).type(), values[feature]);
            feature++;
          }
        }

        assertThat(writer.finish(1, row, 3, 4)).isEqualTo(codec.encode(1, row, 3, 4, values));
      }
    }
  }

  @Test
  void unscaledNumbersOfEveryLengthAreThoseOfTheCodec() {
    RowLayout layout = layout(List.of(ValueType.decimal(38, 3)));
    RowCodec codec = new RowCodec(layout);
    RowWriter writer = new RowWriter(layout, new @Nullable Object[1]);
    for (int bit = 0; bit < 64; bit++) {
      for (long near = -1; near <= 1; near++) {
        long unscaled = (1L << bit) + near;
        writer.begin();
        writer.takeUnscaled(unscaled);
        Object[] values = {new BigDecimal(BigInteger.valueOf(unscaled), 3)};

        assertThat(writer.finish(1, 2, 3, 4)).isEqualTo(codec.encode(1, 2, 3, 4, values));
      }
    }
  }

  @Test
  void missingValuesAreRefused() {
    RowLayout layout = layout(List.of(ValueType.BIGINT, ValueType.BIGINT));
    RowWriter writer = new RowWriter(layout, new @Nullable Object[2]);
    writer.begin();
    writer.takeLong(1);

    assertThatThrownBy(() -> writer.finish(1, 2, 3, 4)).hasMessage("1 of 2 values");
    assertThatThrownBy(() -> new RowWriter(layout, new @Nullable Object[3]))
        .hasMessageContaining("the layout has 2 features, not 3");
  }

  private static void take(RowWriter writer, ValueType type, @Nullable Object value) {
    if (value == null) {
      writer.takeNull();
    } else if (value instanceof Long number) {
      writer.takeLong(number);
    } else if (value instanceof Double number) {
      writer.takeDouble(number);
    } else if (value instanceof BigDecimal number && number.precision() < 18) {
      writer.takeUnscaled(number.setScale(type.scale()).unscaledValue().longValueExact());
    } else {
      writer.takeValue(value);
    }
  }

  private static RowLayout layout(SplittableRandom random) {
    List<ValueType> types = new ArrayList<>();
    for (int i = random.nextInt(1, 30); i > 0; i--) {
      types.add(TYPES.get(random.nextInt(TYPES.size())));
    }
    return layout(types);
  }

  private static RowLayout layout(List<ValueType> types) {
    List<Field> features = new ArrayList<>();
    for (ValueType type : types) {
      features.add(new Field("f" + features.size(), type));
    }
    return new RowLayout("p", "v", List.of(new Field("k", ValueType.STRING)), features);
  }

  private static @Nullable Object[] values(RowLayout layout, SplittableRandom random) {
    return layout.features().stream().map(field -> value(field.type(), random)).toArray();
  }

  private static @Nullable Object value(ValueType type, SplittableRandom random) {
    long number = random.nextLong() >> random.nextInt(64);
    if (random.nextInt(4) == 0) {
      return null;
    }
    return switch (type.kind()) {
      case DECIMAL -> BigDecimal.valueOf(number % 1_000_000_000_000L, type.scale());
      case DOUBLE -> (double) number;
      case STRING -> Long.toString(number);
      default -> (Object) number;
    };
  }
}
