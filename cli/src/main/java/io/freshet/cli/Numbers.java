package io.freshet.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Numbers as people read them. */
final class Numbers {
  private static final List<String> UNITS = List.of("B", "kB", "MB", "GB", "TB");

  private Numbers() {}

  /** {@code 1,234,567}. */
  static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 1.5 MB}: bytes in units of a thousand. */
  static String bytes(long bytes) {
    double rest = bytes;
    int unit = 0;
    while (rest >= 999.5 && unit < UNITS.size() - 1) {
      rest /= 1_000;
      unit++;
    }
    return String.format(
        Locale.ROOT, unit == 0 || rest >= 99.95 ? "%.0f %s" : "%.1f %s", rest, UNITS.get(unit));
  }

  /** {@code null_key 10, undecodable 2}. */
  static String list(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(entry -> entry.getKey() + " " + grouped(entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** A sum and what it is made of: {@code 12 (null_key 10, undecodable 2)}. */
  static String parts(Map<String, Long> counts) {
    long sum = counts.values().stream().mapToLong(Long::longValue).sum();
    if (sum == 0) {
      return "0";
    }
    return grouped(sum) + " (" + list(counts) + ")";
  }
}
