package io.freshet.engine;

import io.freshet.schemas.RowSink;
import io.freshet.schemas.ValueType;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers the values of a row as objects. */
final class ValueArray implements RowSink {
  private final List<ValueType> types;
  private final @Nullable Object[] values;
  private int next;

  /**
   * @param values those of a row of which nothing is known; written over
   */
  ValueArray(List<ValueType> types, @Nullable Object[] values) {
    this.types = types;
    this.values = values;
  }

  @Override
  public void takeNull() {
    values[next++] = null;
  }

  @Override
  public void takeLong(long value) {
    values[next++] = value;
  }

  @Override
  public void takeUnscaled(long unscaled) {
    values[next] = BigDecimal.valueOf(unscaled, types.get(next).scale());
    next++;
  }

  @Override
  public void takeDouble(double value) {
    values[next++] = value;
  }

  @Override
  public void takeValue(Object value) {
    values[next++] = value;
  }

  @Override
  public void takeEmpty(int count) {
    next += count;
  }

  @Nullable Object[] values() {
    return values;
  }
}
