package io.freshet.jobs.training.labels;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Times as people write them: ISO-8601 with or without offset (then UTC), a blank in place of the
 * {@code T}, a date alone (its first moment), or milliseconds since the epoch.
 */
final class LabelTime {
  private static final int DATE_LENGTH = 10;
  private static final int SECONDS_LENGTH = 19;
  private static final long MILLIS_PER_DAY = 86_400_000;
  private static final long MILLIS_PER_SECOND = 1_000;

  private LabelTime() {}

  /**
   * UTC milliseconds; fractions of them are cut off.
   *
   * @throws DateTimeException if the text is no time
   */
  static long parse(String text) {
    String time = text.trim();
    int length = time.length();
    if (length >= SECONDS_LENGTH && isPlain(time)) {
      return plain(time);
    }
    if (isNumber(time)) {
      return number(time);
    }
    if (length == DATE_LENGTH) {
      return LocalDate.parse(time).toEpochDay() * MILLIS_PER_DAY;
    }
    String iso = length > DATE_LENGTH ? time.replace(' ', 'T') : time;
    int offset = Math.max(iso.lastIndexOf('+'), iso.lastIndexOf('-'));
    return iso.endsWith("Z") || offset > DATE_LENGTH
        ? OffsetDateTime.parse(iso).toInstant().toEpochMilli()
        : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  /** Whether it is {@code yyyy-MM-ddTHH:mm:ss} with at most a fraction and a {@code Z} behind. */
  private static boolean isPlain(String time) {
    char middle = time.charAt(DATE_LENGTH);
    if (time.charAt(4) != '-'
        || time.charAt(7) != '-'
        || (middle != 'T' && middle != ' ')
        || time.charAt(13) != ':'
        || time.charAt(16) != ':') {
      return false;
    }
    int end = time.endsWith("Z") ? time.length() - 1 : time.length();
    if (end == SECONDS_LENGTH) {
      return true;
    }
    return time.charAt(SECONDS_LENGTH) == '.'
        && end > SECONDS_LENGTH + 1
        && end <= SECONDS_LENGTH + 10
        && isDigits(time, SECONDS_LENGTH + 1, end);
  }

  private static long plain(String time) {
    long day =
        LocalDate.of(digits(time, 0, 4), digits(time, 5, 7), digits(time, 8, 10)).toEpochDay();
    int hour = digits(time, 11, 13);
    int minute = digits(time, 14, 16);
    int second = digits(time, 17, SECONDS_LENGTH);
    if (hour > 23 || minute > 59 || second > 59) {
      throw new DateTimeException("'" + time + "' has no such hour, minute or second");
    }
    int millis = 0;
    for (int i = SECONDS_LENGTH + 1; i <= SECONDS_LENGTH + 3; i++) {
      boolean digit = i < time.length() && Character.isDigit(time.charAt(i));
      millis = millis * 10 + (digit ? time.charAt(i) - '0' : 0);
    }
    return day * MILLIS_PER_DAY
        + (hour * 3_600L + minute * 60L + second) * MILLIS_PER_SECOND
        + millis;
  }

  private static int digits(String time, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      char c = time.charAt(i);
      if (c < '0' || c > '9') {
        throw new DateTimeException("'" + time + "' has '" + c + "' in place of a digit");
      }
      number = number * 10 + c - '0';
    }
    return number;
  }

  private static boolean isNumber(String time) {
    int from = time.startsWith("-") ? 1 : 0;
    return time.length() > from && isDigits(time, from, time.length());
  }

  private static boolean isDigits(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static long number(String time) {
    try {
      return Long.parseLong(time);
    } catch (NumberFormatException e) {
      throw new DateTimeException("'" + time + "' is no number of milliseconds", e);
    }
  }
}
