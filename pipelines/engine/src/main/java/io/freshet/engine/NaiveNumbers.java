package io.freshet.engine;

import io.freshet.defs.plan.FunctionOptions.Spread;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The aggregate functions of distributions of numbers, by their definitions. */
final class NaiveNumbers {
  private static final MathContext MANY_DIGITS = new MathContext(800);
  private static final MathContext ROOT_DIGITS = new MathContext(100);

  private NaiveNumbers() {}

  /** The smallest value of which at least {@code share} of all is no larger. */
  static @Nullable Object percentile(List<BigDecimal> numbers, double share) {
    if (numbers.isEmpty()) {
      return null;
    }
    BigDecimal count = BigDecimal.valueOf(numbers.size());
    int rank =
        BigDecimal.valueOf(share).multiply(count).setScale(0, RoundingMode.CEILING).intValueExact();
    return finite(numbers.stream().sorted().toList().get(Math.max(rank, 1) - 1));
  }

  /** The mean of the squared distances from the mean, of a sample or of all there are. */
  static @Nullable Object variance(List<BigDecimal> numbers, Spread spread) {
    @Nullable BigDecimal exact = exactVariance(numbers, spread);
    return exact == null ? null : finite(exact);
  }

  /** The root of the variance. */
  static @Nullable Object deviation(List<BigDecimal> numbers, Spread spread) {
    @Nullable BigDecimal exact = exactVariance(numbers, spread);
    return exact == null ? null : finite(exact.sqrt(ROOT_DIGITS));
  }

  private static @Nullable BigDecimal exactVariance(List<BigDecimal> numbers, Spread spread) {
    int divisor = spread == Spread.SAMPLE ? numbers.size() - 1 : numbers.size();
    if (divisor < 1) {
      return null;
    }
    BigDecimal sum = numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal mean = sum.divide(BigDecimal.valueOf(numbers.size()), MANY_DIGITS);
    return numbers.stream()
        .map(number -> number.subtract(mean).pow(2))
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .divide(BigDecimal.valueOf(divisor), MANY_DIGITS);
  }

  /** The nearest double; null if there is none. */
  static @Nullable Object finite(BigDecimal value) {
    double real = value.doubleValue() + 0.0;
    return Double.isFinite(real) ? real : null;
  }
}
