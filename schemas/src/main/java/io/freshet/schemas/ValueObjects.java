package io.freshet.schemas;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Values as objects, null for those that are not handed on. */
final class ValueObjects implements ValueSink {
  private final ValueType[] types;
  private final @Nullable Object[] values;

  /**
   * @param types type of each position
   * @param values what they are put into
   */
  ValueObjects(ValueType[] types, @Nullable Object[] values) {
    this.types = types;
    this.values = values;
  }

  @Override
  public void takeLong(int position, long value) {
    values[position] = value;
  }

  @Override
  public void takeUnscaled(int position, long unscaled) {
    values[position] = BigDecimal.valueOf(unscaled, types[position].scale());
  }

  @Override
  public void takeDouble(int position, double value) {
    values[position] = value;
  }

  @Override
  public void takeBoolean(int position, boolean value) {
    values[position] = value;
  }

  @Override
  public void takeText(int position, byte[] bytes, int offset, int length) {
    values[position] = new String(bytes, offset, length, StandardCharsets.UTF_8);
  }

  @Override
  public void takeValue(int position, Object value) {
    values[position] = value;
  }
}
