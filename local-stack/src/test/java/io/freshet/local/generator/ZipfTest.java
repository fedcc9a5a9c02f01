package io.freshet.local.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ZipfTest {
  private static final int SAMPLES = 400_000;

  @ParameterizedTest
  @CsvSource({"1, 1.0", "2, 1.0", "10, 1.0", "10, 0.5", "10, 2.0", "1000, 1.0", "1000, 1.3"})
  void everyRankComesAsOftenAsItShould(int n, double exponent) {
    int[] seen = sample(n, exponent);

    double norm = IntStream.rangeClosed(1, n).mapToDouble(k -> Math.pow(k, -exponent)).sum();
    double chiSquare = 0;
    for (int k = 1; k <= n; k++) {
      double expected = SAMPLES * Math.pow(k, -exponent) / norm;
      chiSquare += Math.pow(seen[k] - expected, 2) / expected;
    }
    // mean n - 1 and deviation sqrt(2 (n - 1)) if the shape is right
    assertThat(chiSquare).isLessThan(n - 1 + 5 * Math.sqrt(2.0 * Math.max(1, n - 1)));
  }

  @Test
  void largeShopsHaveTheirLongTail() {
    int n = 1_000_000;
    int[] seen = sample(n, 1.0);

    double norm = Math.log(n) + 0.5772156649;
    assertThat(seen[1] / (double) SAMPLES).isCloseTo(1 / norm, within(0.002));
    double upperHalf = IntStream.rangeClosed(n / 2 + 1, n).mapToLong(k -> seen[k]).sum();
    assertThat(upperHalf / SAMPLES).isCloseTo(Math.log(2) / norm, within(0.002));
  }

  private static int[] sample(int n, double exponent) {
    Zipf zipf = new Zipf(n, exponent);
    SplittableRandom random = new SplittableRandom(7);
    int[] seen = new int[n + 1];
    for (int i = 0; i < SAMPLES; i++) {
      seen[zipf.sample(random)]++;
    }
    return seen;
  }
}
