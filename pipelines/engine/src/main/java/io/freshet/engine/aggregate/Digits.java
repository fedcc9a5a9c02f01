package io.freshet.engine.aggregate;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Decimals of one scale as the integers of their digits. */
public final class Digits {
  private Digits() {}

  /**
   * The digits of a decimal, as if it had {@code scale} of them behind the point.
   *
   * @throws ArithmeticException if it has more
   */
  public static BigInteger of(BigDecimal value, int scale) {
    return (value.scale() == scale ? value : value.setScale(scale)).unscaledValue();
  }

  /** Whether an integer fits a long. */
  public static boolean fit(BigInteger digits) {
    return digits.bitLength() < Long.SIZE;
  }
}
