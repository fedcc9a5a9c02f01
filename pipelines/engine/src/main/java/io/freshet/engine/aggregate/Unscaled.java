package io.freshet.engine.aggregate;

import io.freshet.schemas.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Takes a number as an integer of 128 bits: a whole number itself, a decimal without its point. */
public interface Unscaled {
  /** Digits of numbers of which a hundred thousand million sum up to 128 bits. */
  int MOST_DIGITS = 27;

  /** The lower 64 bits. */
  long low(Object value);

  /** The upper 64 bits. */
  long high(Object value);

  /** Whether sums of numbers of {@code type} fit 128 bits, however many come in practice. */
  static boolean takes(ValueType type) {
    return type.kind() == ValueType.Kind.BIGINT
        || (type.kind() == ValueType.Kind.DECIMAL && type.precision() <= MOST_DIGITS);
  }

  /** How numbers of {@code type}, which it takes, become integers. */
  static Unscaled of(ValueType type) {
    return type.kind() == ValueType.Kind.BIGINT ? new Whole() : new Decimals(type.scale());
  }

  /** BIGINT. */
  final class Whole implements Unscaled {
    private Whole() {}

    @Override
    public long low(Object value) {
      return (Long) value;
    }

    @Override
    public long high(Object value) {
      return (Long) value >> 63;
    }
  }

  /** DECIMAL. */
  final class Decimals implements Unscaled {
    private static final int WORD = 64;
    private final int scale;

    private Decimals(int scale) {
      this.scale = scale;
    }

    @Override
    public long low(Object value) {
      return integer(value).longValue();
    }

    @Override
    public long high(Object value) {
      BigInteger integer = integer(value);
      return integer.bitLength() < WORD
          ? integer.signum() >> 31
          : integer.shiftRight(WORD).longValue();
    }

    private BigInteger integer(Object value) {
      BigDecimal decimal = (BigDecimal) value;
      return (decimal.scale() == scale ? decimal : decimal.setScale(scale)).unscaledValue();
    }
  }
}
