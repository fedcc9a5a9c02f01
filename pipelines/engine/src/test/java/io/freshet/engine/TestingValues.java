package io.freshet.engine;

import io.freshet.schemas.ValueType;
import java.math.BigDecimal;
import java.util.List;

/** Few values of each type, so that they collide, and those that break things. */
final class TestingValues {
  /** The input types of random plans. */
  static final List<ValueType> TYPES =
      List.of(
          ValueType.BIGINT,
          ValueType.DOUBLE,
          ValueType.decimal(12, 3),
          ValueType.decimal(38, 4),
          ValueType.STRING,
          ValueType.BOOLEAN,
          ValueType.TIMESTAMP,
          ValueType.DATE);

  private static final BigDecimal MOST = new BigDecimal("9999999999999999999999999999999999.9999");

  private TestingValues() {}

  /** One of the values of {@code type}. */
  static Object pick(ValueType type, int seed) {
    List<?> values =
        switch (type.kind()) {
          case BOOLEAN -> List.of(true, false);
          case BIGINT ->
              List.of(0L, 1L, -1L, 2L, 3L, 1L << 40, 1L << 53, Long.MAX_VALUE, Long.MIN_VALUE);
          case DOUBLE ->
              List.of(0.0, -0.0, 0.1, 0.2, -0.1, 3.3, 1e16, -1e16, 1e-300, 1.5e308, -1.5e308);
          case TIMESTAMP -> List.of(1_700_000_000_000L, 1_700_000_000_001L, -1L, 0L);
          case DATE -> List.of(0L, -1L, 19_000L);
          case ARRAY, COUNTS -> throw new IllegalArgumentException(type.toString());
          case STRING -> List.of("", "a", "b", "ab", "é", "\uFFFD", "\uE000", "\uD83D\uDE00");
          case DECIMAL -> type.precision() == 38 ? wide() : narrow();
        };
    return values.get(Math.floorMod(seed, values.size()));
  }

  private static List<BigDecimal> wide() {
    return List.of(
        MOST, MOST.negate(), new BigDecimal("0.0001"), new BigDecimal("-0.0001"), decimal("1.5"));
  }

  private static List<BigDecimal> narrow() {
    return List.of(
        new BigDecimal("0.000"),
        new BigDecimal("0.001"),
        new BigDecimal("-12.345"),
        new BigDecimal("999999999.999"));
  }

  private static BigDecimal decimal(String text) {
    return new BigDecimal(text).setScale(4);
  }
}
