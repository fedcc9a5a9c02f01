package io.freshet.bench;

import java.util.Locale;

/** Figures of benchmarks' reports. */
public final class Figures {
  private Figures() {}

  /** Four digits say all that a measurement knows. */
  public static double rounded(double value) {
    return Double.parseDouble(String.format(Locale.ROOT, "%.3e", value));
  }
}
