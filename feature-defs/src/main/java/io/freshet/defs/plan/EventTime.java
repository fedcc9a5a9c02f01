package io.freshet.defs.plan;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How a record tells when it happened.
 *
 * @param column the column
 * @param encoding how the column holds the time
 * @param pattern {@link java.time.format.DateTimeFormatter} pattern for PATTERN, with names in
 *     English, else null
 * @param zone zone id in which a PATTERN without zone, or a TIMESTAMP without zone, is to be read;
 *     {@code UTC} by default. A time that a zone's clock shows twice is the earlier one; one that
 *     it skips is moved forward by the length of the gap
 */
public record EventTime(String column, Encoding encoding, @Nullable String pattern, String zone)
    implements Serializable {

  /** Encodings of an event time. */
  public enum Encoding {
    /** A TIMESTAMP or TIMESTAMP_LTZ column. */
    TIMESTAMP,
    /** A number of seconds since the epoch. */
    EPOCH_S,
    /** A number of milliseconds since the epoch. */
    EPOCH_MS,
    /** Text in ISO-8601, with or without offset. */
    ISO,
    /** Text in a given pattern. */
    PATTERN
  }
}
