package io.freshet.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** However a row is told, its bytes are those of {@link RowCodec}. */
class RowWriterTest {
  private final TestingRows rows = new TestingRows(3);
  private final SplittableRandom random = new SplittableRandom(4);

  @Test
  void rowsAreThoseOfTheCodec() {
    for (int i = 0; i < 2000; i++) {
      RowLayout layout = rows.layout(i % 20 == 0 ? 300 : 30);
      RowCodec codec = new RowCodec(layout);
      RowWriter writer = new RowWriter(layout);
      for (int row = 0; row < 3; row++) {
        @Nullable Object[] values = rows.values(layout);
        writer.begin();
        tell(writer, layout, values);

        assertThat(writer.finish(1, row, 3, 4)).isEqualTo(codec.encode(1, row, 3, 4, values));
      }
    }
  }

  @Test
  void whatIsTakenFromAnEarlierRowIsAsIfItWereTold() {
    for (int i = 0; i < 2000; i++) {
      RowLayout layout = rows.layout(i % 20 == 0 ? 300 : 30);
      RowCodec codec = new RowCodec(layout);
      RowWriter writer = new RowWriter(layout);
      @Nullable Object[] earlier = rows.values(layout);
      @Nullable Object[] values = rows.changed(layout, earlier);
      writer.beginFrom(codec.encode(1, 2, 3, 4, earlier));
      for (int feature = 0; feature < values.length; ) {
        int run = 0;
        int most = random.nextInt(20);
        while (feature + run < values.length
            && run < most
            && Objects.equals(values[feature + run], earlier[feature + run])) {
          run++;
        }
        writer.takeEarlier(run);
        feature += run;
        if (feature < values.length) {
          take(writer, layout.features().get(feature).type(), values[feature]);
          feature++;
        }
      }

      assertThat(writer.finish(5, 6, 7, 8)).isEqualTo(codec.encode(5, 6, 7, 8, values));
    }
  }

  @Test
  void missingValuesAreRefused() {
    RowLayout layout =
        new RowLayout(
            "p",
            "v",
            List.of(),
            List.of(new Field("a", ValueType.BIGINT), new Field("b", ValueType.BIGINT)));
    RowWriter writer = new RowWriter(layout);
    writer.begin();
    writer.takeLong(1);

    assertThatThrownBy(() -> writer.finish(1, 2, 3, 4)).hasMessage("1 of 2 values");
    assertThatThrownBy(() -> writer.takeDouble(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'b' has type BIGINT, not that of 1.0");
  }

  private void tell(RowWriter writer, RowLayout layout, @Nullable Object[] values) {
    for (int feature = 0; feature < values.length; feature++) {
      ValueType type = layout.features().get(feature).type();
      String implied = layout.implied().get(layout.features().get(feature).name());
      Object empty = implied == null ? null : type.parseValue(implied);
      if (Objects.equals(empty, values[feature]) && random.nextBoolean()) {
        writer.takeEmpty(1);
      } else {
        take(writer, type, values[feature]);
      }
    }
  }

  private static void take(RowWriter writer, ValueType type, @Nullable Object value) {
    if (value == null) {
      writer.takeNull();
    } else if (value instanceof Long number) {
      writer.takeLong(number);
    } else if (value instanceof Double number) {
      writer.takeDouble(number);
    } else if (value instanceof BigDecimal number && number.unscaledValue().bitLength() < 64) {
      writer.takeUnscaled(number.setScale(type.scale()).unscaledValue().longValueExact());
    } else {
      writer.takeValue(value);
    }
  }
}
