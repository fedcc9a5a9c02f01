package io.freshet.defs.language;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as definitions write them: a whole number and a unit. */
public final class Durations {
  public static final long SECOND = 1000;
  public static final long MINUTE = 60 * SECOND;
  public static final long HOUR = 60 * MINUTE;
  public static final long DAY = 24 * HOUR;

  /** A hundred years; more is taken for a mistake. */
  public static final long MAX = 36_500 * DAY;

  private static final Pattern DURATION = Pattern.compile("(-?)0*(\\d{1,15})\\s?(ms|s|m|h|d)");
  private static final Map<String, Long> UNITS =
      Map.of("ms", 1L, "s", SECOND, "m", MINUTE, "h", HOUR, "d", DAY);

  private Durations() {}

  /** Milliseconds of {@code text}, negative ones included; empty if it is no duration. */
  public static OptionalLong parse(String text) {
    Matcher matcher = DURATION.matcher(text.strip());
    if (!matcher.matches()) {
      return OptionalLong.empty();
    }
    long number = Long.parseLong(matcher.group(2));
    long unit = UNITS.getOrDefault(matcher.group(3), 1L);
    long millis = number > MAX / unit ? MAX + 1 : number * unit;
    return OptionalLong.of(matcher.group(1).isEmpty() ? millis : -millis);
  }

  /** A duration as its author wrote it, without needless zeros and blanks. */
  public static String normalize(String text) {
    Matcher matcher = DURATION.matcher(text.strip());
    return matcher.matches()
        ? matcher.group(1) + matcher.group(2) + matcher.group(3)
        : text.strip();
  }

  /** {@code millis} in the largest unit that divides them. */
  public static String format(long millis) {
    String text = millis + "ms";
    for (Map.Entry<Long, String> unit : bySize().entrySet()) {
      if (millis % unit.getKey() == 0) {
        text = millis / unit.getKey() + unit.getValue();
      }
    }
    return millis == 0 ? "0s" : text;
  }

  private static Map<Long, String> bySize() {
    Map<Long, String> sorted = new TreeMap<>();
    UNITS.forEach((name, size) -> sorted.put(size, name));
    return sorted;
  }
}
