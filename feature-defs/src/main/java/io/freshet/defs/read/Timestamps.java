package io.freshet.defs.read;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Points in time as definitions write them. */
public final class Timestamps {
  private static final List<ToLongFunction<String>> FORMS =
      List.of(
          Long::parseLong,
          text -> OffsetDateTime.parse(text).toInstant().toEpochMilli(),
          text -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC).toEpochMilli(),
          text -> LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());

  private Timestamps() {}

  /**
   * UTC milliseconds of an ISO time or date, UTC unless it says otherwise, or of epoch
   * milliseconds; null if {@code text} is neither.
   */
  public static @Nullable Long parse(String text) {
    String iso = text.replaceFirst("^(\\d{4}-\\d{2}-\\d{2}) ", "$1T");
    for (ToLongFunction<String> form : FORMS) {
      try {
        return form.applyAsLong(iso);
      } catch (NumberFormatException | DateTimeException e) {
        // the next form may fit
      }
    }
    return null;
  }
}
