package io.freshet.defs.language;

import java.util.List;
import java.util.Map;

/** Keys of a source's event time. */
public final class EventTimeKeys {
  public static final Key COLUMN =
      Key.required("column", Form.Single.TEXT, "occurred_at", "The column that holds the time.");
  public static final Key FORMAT =
      Key.optional(
          "format",
          Form.Single.TEXT,
          "none: the column is a TIMESTAMP",
          "\"yyyy-MM-dd HH:mm:ss\"",
          "How a text or number tells the time: `epoch_s`, `epoch_ms` (integers), `iso` (ISO 8601"
              + " text) or a pattern of `java.time.format.DateTimeFormatter`, in English.");
  public static final Key ZONE =
      Key.optional(
          "zone",
          Form.Single.TEXT,
          "UTC",
          "Europe/London",
          "Time zone of times that do not name one. Of a time that a clock shows twice the earlier"
              + " is meant; one that it skips is moved forward by the length of the gap.");

  public static final Shape SHAPE =
      new Shape(
          "EventTime",
          "event time",
          "How a record tells when it happened.",
          List.of(COLUMN, FORMAT, ZONE),
          Map.of());

  private EventTimeKeys() {}
}
