package io.freshet.engine.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExactAverageTest {
  private static final long EXACT_DOUBLE = 1L << 53;

  @Test
  void averageIsTheDoubleNearestToTheExactOne() {
    Random random = new Random(53);
    for (int i = 0; i < 20_000; i++) {
      int scale = random.nextInt(39);
      long total = random.nextLong() >> random.nextInt(64);
      assertNearest(total, 1 + random.nextInt(300), scale);
    }
  }

  @Test
  void averageIsTheNearestWhereLongsStopBeingDoubles() {
    for (int scale = 0; scale < 20; scale++) {
      for (long total = EXACT_DOUBLE - 3; total <= EXACT_DOUBLE + 3; total++) {
        for (int count = 1; count <= 10; count++) {
          assertNearest(total, count, scale);
          assertNearest(-total, count, scale);
        }
      }
    }
  }

  @Test
  void averageOfNothingButZerosIsPositiveZero() {
    assertThat(Double.doubleToRawLongBits(ExactAverage.of(0, 2, 3))).isZero();
  }

  private static void assertNearest(long total, int count, int scale) {
    double exact =
        new BigDecimal(BigInteger.valueOf(total), scale)
            .divide(BigDecimal.valueOf(count), new MathContext(400))
            .doubleValue();
    double average = ExactAverage.of(total, count, scale);
    if (Double.compare(average, exact) != 0) {
      assertThat(average).as("%d e-%d / %d", total, scale, count).isEqualTo(exact);
    }
  }
}
