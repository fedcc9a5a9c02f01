package io.freshet.cli;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** Durations as they are written in definitions and on the command line: {@code 90d, 5m, 500ms}. */
final class Durations {
  private static final Pattern FORM = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");
  private static final Map<String, Long> MILLIS =
      Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

  private Durations() {}

  /** Reads a duration. */
  static Duration parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new TypeConversionException(
          "'" + text + "' is no duration; write a number and ms, s, m, h or d, such as 60s");
    }
    return Duration.ofMillis(Long.parseLong(form.group(1)) * unit(form.group(2)));
  }

  /** Writes a duration as people say it: {@code 850 ms}, {@code 12.3 s}, {@code 5 m 20 s}. */
  static String format(Duration duration) {
    long millis = duration.toMillis();
    if (millis < 1_000) {
      return millis + " ms";
    }
    if (millis < 60_000) {
      return String.format(java.util.Locale.ROOT, "%.1f s", millis / 1_000.0);
    }
    if (millis < 3_600_000) {
      return millis / 60_000 + " m " + millis / 1_000 % 60 + " s";
    }
    if (millis < 86_400_000) {
      return millis / 3_600_000 + " h " + millis / 60_000 % 60 + " m";
    }
    return millis / 86_400_000 + " d " + millis / 3_600_000 % 24 + " h";
  }

  private static long unit(String name) {
    Long millis = MILLIS.get(name);
    return millis == null ? 1 : millis;
  }
}
