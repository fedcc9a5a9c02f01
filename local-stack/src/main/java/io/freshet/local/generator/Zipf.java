package io.freshet.local.generator;

import java.util.SplittableRandom;

/**
 * Ranks 1 to n, rank k with a probability in proportion to {@code 1 / k^s}.
 *
 * <p>Rejection-inversion: W. Hörmann, G. Derflinger, "Rejection-inversion to generate variates from
 * monotone discrete distributions", ACM TOMACS 6 (1996). No tables; about one draw and two
 * logarithms a sample, whatever n is. Immutable.
 */
final class Zipf {
  private static final double SERIES_BELOW = 1e-8;

  private final int n;
  private final double exponent;
  private final double integralOfFirst;
  private final double integralOfAll;
  private final double acceptBelow;

  Zipf(int n, double exponent) {
    if (n < 1 || exponent <= 0) {
      throw new IllegalArgumentException(
          "Zipf needs at least 1 rank and an exponent above 0, not " + n + " and " + exponent);
    }
    this.n = n;
    this.exponent = exponent;
    this.integralOfFirst = integral(1.5) - 1;
    this.integralOfAll = integral(n + 0.5);
    this.acceptBelow = 2 - inverse(integral(2.5) - weight(2));
  }

  int sample(SplittableRandom random) {
    while (true) {
      double u = integralOfAll + random.nextDouble() * (integralOfFirst - integralOfAll);
      double x = inverse(u);
      int rank = (int) Math.min(Math.max(Math.round(x), 1), n);
      if (rank - x <= acceptBelow || u >= integral(rank + 0.5) - weight(rank)) {
        return rank;
      }
    }
  }

  private double weight(double x) {
    return Math.exp(-exponent * Math.log(x));
  }

  /** Integral of {@link #weight}: {@code (x^(1-s) - 1) / (1-s)}, or the logarithm for s = 1. */
  private double integral(double x) {
    double log = Math.log(x);
    return expm1OverX((1 - exponent) * log) * log;
  }

  private double inverse(double y) {
    double t = Math.max(-1, y * (1 - exponent));
    return Math.exp(log1pOverX(t) * y);
  }

  private static double log1pOverX(double x) {
    return Math.abs(x) > SERIES_BELOW ? Math.log1p(x) / x : 1 - x / 2;
  }

  private static double expm1OverX(double x) {
    return Math.abs(x) > SERIES_BELOW ? Math.expm1(x) / x : 1 + x / 2;
  }
}
