package io.freshet.engine.aggregate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.stream.LongStream;

/** Averages as the doubles that are nearest to them. */
final class ExactAverage {
  /** Up to here every long is a double, and a quotient of two is correctly rounded. */
  private static final long EXACT_DOUBLE = 1L << 53;

  /** Those that are doubles, like {@link #EXACT_DOUBLE}. */
  private static final long[] POWERS_OF_TEN =
      LongStream.iterate(1, power -> 10 * power).limit(16).toArray();

  /** Enough digits that rounding to double afterwards makes no second error. */
  private static final MathContext QUOTIENT = new MathContext(60);

  private ExactAverage() {}

  /** {@code sum / (10^scale * count)}, correctly rounded; the count is not 0. */
  static double of(long sum, long count, int scale) {
    if (Math.abs(sum) <= EXACT_DOUBLE && sum != Long.MIN_VALUE && scale < POWERS_OF_TEN.length) {
      long power = POWERS_OF_TEN[scale];
      if (count <= EXACT_DOUBLE / power) {
        return (double) sum / (power * count) + 0.0;
      }
    }
    return of(BigInteger.valueOf(sum), count, scale);
  }

  /** The same of a larger sum. */
  static double of(BigInteger sum, long count, int scale) {
    return new BigDecimal(sum, scale).divide(BigDecimal.valueOf(count), QUOTIENT).doubleValue();
  }
}
