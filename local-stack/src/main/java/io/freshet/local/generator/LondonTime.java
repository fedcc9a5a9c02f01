package io.freshet.local.generator;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * Reads local times of London as UTC milliseconds. Lines of one invoice have one time, so the last
 * one is remembered. Not thread-safe.
 */
final class LondonTime {
  private static final ZoneId LONDON = ZoneId.of("Europe/London");
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private String lastText = "";
  private long last;

  /**
   * Milliseconds of a time such as {@code 2010-12-01 08:26:00}.
   *
   * @throws java.time.format.DateTimeParseException if it is none
   */
  long parse(String text) {
    if (!text.equals(lastText)) {
      last = LocalDateTime.parse(text, FORMAT).atZone(LONDON).toInstant().toEpochMilli();
      lastText = text;
    }
    return last;
  }
}
