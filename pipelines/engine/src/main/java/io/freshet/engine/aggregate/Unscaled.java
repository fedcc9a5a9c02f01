package io.freshet.engine.aggregate;

import io.freshet.schemas.ValueType;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Takes a number as a long: a whole number itself, a decimal without its point. */
public interface Unscaled {
  /** Digits of which every number fits a long. */
  int LONG_DIGITS = 18;

  long of(Object value);

  /** How numbers of {@code type} become longs; null if they need not fit one. */
  static @Nullable Unscaled of(ValueType type) {
    return switch (type.kind()) {
      case BIGINT -> value -> (Long) value;
      case DECIMAL -> type.precision() <= LONG_DIGITS ? ofDecimals(type.scale()) : null;
      default -> null;
    };
  }

  private static Unscaled ofDecimals(int scale) {
    return value -> {
      BigDecimal decimal = (BigDecimal) value;
      return (decimal.scale() == scale ? decimal : decimal.setScale(scale))
          .unscaledValue()
          .longValueExact();
    };
  }
}
