package io.freshet.jobs.training.page;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Numbers, durations and times as people read them. Numbers and units never part at a line's end.
 */
final class Figures {
  static final long SECOND = 1_000;
  static final long MINUTE = 60 * SECOND;
  static final long HOUR = 60 * MINUTE;
  static final long DAY = 24 * HOUR;
  private static final long YEAR = 365 * DAY;

  /** What stands where there is nothing to tell. */
  static final String NONE = "–";

  /** Between a number and its unit. */
  private static final String GAP = "\u00A0";

  private static final DateTimeFormatter TIME = formatter("yyyy-MM-dd HH:mm");
  private static final DateTimeFormatter DATE = formatter("yyyy-MM-dd");

  private Figures() {}

  /** {@code 1,234,567}. */
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 1 label}, {@code 1,234 labels}. */
  static String count(long number, String one, String many) {
    return count(number) + GAP + (number == 1 ? one : many);
  }

  /** {@code 3.2 %}; exactly 0 % and 100 % only when it is none and all. */
  static String share(long part, long whole) {
    if (whole <= 0) {
      return NONE;
    }
    if (part == 0 || part == whole) {
      return (part == 0 ? "0" : "100") + GAP + "%";
    }
    double percent = 100 * fraction(part, whole);
    if (percent < 0.05) {
      return "<" + GAP + "0.1" + GAP + "%";
    }
    if (percent >= 99.95 && percent < 100) {
      return ">" + GAP + "99.9" + GAP + "%";
    }
    return String.format(Locale.ROOT, "%.1f%s%%", percent, GAP);
  }

  /** A share as a number; 0 of nothing. */
  static double fraction(long part, long whole) {
    return whole <= 0 ? 0 : (double) part / whole;
  }

  /**
   * {@code 850 ms}, {@code 12.5 s}, {@code 5 min 20 s}, {@code 3 h}, {@code 45 d}, {@code 2.5 y}.
   */
  static String duration(long millis) {
    if (millis < 0) {
      return "−" + duration(-Math.max(millis, -Long.MAX_VALUE));
    }
    if (millis < SECOND) {
      return millis + GAP + "ms";
    }
    if (millis < MINUTE) {
      return decimal(millis / (double) SECOND) + GAP + "s";
    }
    if (millis < HOUR) {
      return parts(millis / MINUTE, "min", millis % MINUTE / SECOND, "s");
    }
    if (millis < DAY) {
      return parts(millis / HOUR, "h", millis % HOUR / MINUTE, "min");
    }
    if (millis < 10 * DAY) {
      return parts(millis / DAY, "d", millis % DAY / HOUR, "h");
    }
    return millis < 2 * YEAR
        ? count(millis / DAY) + GAP + "d"
        : decimal(millis / (double) YEAR) + GAP + "y";
  }

  /** {@code 2011-03-04 12:30}, in UTC. */
  static String time(long millis) {
    return TIME.format(Instant.ofEpochMilli(millis));
  }

  /** {@code 2011-03-04}, in UTC. */
  static String date(long millis) {
    return DATE.format(Instant.ofEpochMilli(millis));
  }

  private static String parts(long large, String largeUnit, long small, String smallUnit) {
    String text = large + GAP + largeUnit;
    return small == 0 ? text : text + GAP + small + GAP + smallUnit;
  }

  private static String decimal(double number) {
    String text = String.format(Locale.ROOT, "%,.1f", number);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  private static DateTimeFormatter formatter(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }
}
