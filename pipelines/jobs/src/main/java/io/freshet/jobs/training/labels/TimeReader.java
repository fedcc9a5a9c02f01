package io.freshet.jobs.training.labels;

import io.freshet.schemas.ByteReader;
import io.freshet.sinks.delta.packed.PackedType;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Optional;

/** Reads a label's time, UTC milliseconds, from behind the first byte of its packed value. */
@FunctionalInterface
interface TimeReader {
  long MICROS_PER_MILLI = 1_000;
  long MILLIS_PER_DAY = 86_400_000;

  long read(ByteReader in) throws LabelFaultException;

  /** A reader for columns of a type; empty if such values are no times. */
  static Optional<TimeReader> of(PackedType column) {
    TimeReader reader =
        switch (column.kind()) {
          case STRING -> TimeReader::text;
          case LONG -> ByteReader::readLong;
          case TIMESTAMP, TIMESTAMP_NTZ -> in -> Math.floorDiv(in.readLong(), MICROS_PER_MILLI);
          case DATE -> in -> in.readVarLong() * MILLIS_PER_DAY;
          default -> null;
        };
    return Optional.ofNullable(reader);
  }

  private static long text(ByteReader in) throws LabelFaultException {
    String text = new String(in.readBytes(), StandardCharsets.UTF_8);
    try {
      return LabelTime.parse(text);
    } catch (DateTimeException e) {
      throw new LabelFaultException(
          "'"
              + text
              + "' is no time; write 2024-05-01T12:30:00Z, 2024-05-01 12:30:00 (UTC) or"
              + " milliseconds since 1970");
    }
  }
}
