package io.freshet.engine.aggregate;

import java.math.BigInteger;

/**
 * {@code numerator / denominator * 2^exponent}, not negative, as the nearest double.
 *
 * <p>Division and root are carried to far more bits than a double has; a last bit that says whether
 * something is left makes the one rounding at the end come out as if nothing had been cut off.
 *
 * @param numerator at least 0
 * @param denominator at least 1
 */
record Quotient(BigInteger numerator, BigInteger denominator, int exponent) {
  private static final int BITS = 160;

  /** The quotient; infinite if it is too large. */
  double value() {
    return toDouble(shiftedBy(shift()), exponent - shift());
  }

  /** Its square root. */
  double root() {
    int shift = shift() + (exponent - shift() & 1);
    BigInteger[] root = shiftedBy(shift).sqrtAndRemainder();
    BigInteger digits = root[0].shiftLeft(1).or(bit(root[1].signum() != 0));
    return toDouble(digits, (exponent - shift) / 2 - 1);
  }

  /** By so much the numerator is shifted to the left for a quotient of enough bits. */
  private int shift() {
    return BITS + denominator.bitLength() - numerator.bitLength();
  }

  private BigInteger shiftedBy(int shift) {
    BigInteger[] quotient =
        numerator
            .shiftLeft(Math.max(shift, 0))
            .divideAndRemainder(denominator.shiftLeft(Math.max(-shift, 0)));
    return quotient[0].or(bit(quotient[1].signum() != 0));
  }

  private static BigInteger bit(boolean isSet) {
    return isSet ? BigInteger.ONE : BigInteger.ZERO;
  }

  private static double toDouble(BigInteger digits, int power) {
    return Math.scalb(digits.doubleValue(), power);
  }
}
