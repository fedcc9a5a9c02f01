package io.freshet.cli;

import io.freshet.jobs.training.TrainingOptionsBuilder;
import io.freshet.sinks.delta.scan.TableVersion;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which versions of tables are to be read.
 *
 * @param all of all tables
 * @param views of single views' tables
 */
record TableVersions(TableVersion all, Map<String, TableVersion> views) {
  private static final String VERSION = "--as-of-version";

  TableVersions {
    views = Map.copyOf(views);
  }

  /**
   * Reads what was given.
   *
   * @param versions each {@code N} or {@code VIEW=N}
   * @param time a time; null: none
   */
  static TableVersions of(List<String> versions, @Nullable String time) {
    TableVersion all = time == null ? TableVersion.LATEST : new TableVersion.Time(millis(time));
    Map<String, TableVersion> views = new HashMap<>();
    for (String version : versions) {
      int equals = version.indexOf('=');
      TableVersion number = new TableVersion.Number(number(version.substring(equals + 1)));
      if (equals >= 0) {
        views.put(version.substring(0, equals), number);
      } else if (time != null) {
        throw new InputException("give " + VERSION + " or --as-of-time, not both");
      } else {
        all = number;
      }
    }
    return new TableVersions(all, views);
  }

  void addTo(TrainingOptionsBuilder options) {
    options.version(all).versions(views);
  }

  private static long number(String text) {
    try {
      long number = Long.parseLong(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new InputException(VERSION + " is a number or VIEW=number, not '" + text + "'");
  }

  private static long millis(String text) {
    try {
      if (text.matches("\\d+")) {
        return Long.parseLong(text);
      }
      String iso = text.replace(' ', 'T');
      Instant instant =
          iso.matches(".*(Z|[+-]\\d\\d(:?\\d\\d)?)")
              ? OffsetDateTime.parse(iso).toInstant()
              : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
      return instant.toEpochMilli();
    } catch (DateTimeException | NumberFormatException e) {
      throw new InputException(
          "--as-of-time is a time as 2024-05-01T12:30:00Z or milliseconds since 1970, not '"
              + text
              + "'",
          e);
    }
  }
}
