package io.freshet.cli;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Numbers as people read them. */
final class Numbers {
  private Numbers() {}

  /** {@code 1,234,567}. */
  static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
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
