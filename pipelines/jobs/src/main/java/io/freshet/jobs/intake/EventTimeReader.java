package io.freshet.jobs.intake;

import io.freshet.defs.plan.EventTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/** Reads the time at which a record happened. */
final class EventTimeReader {
  private final EventTime plan;
  private final int position;
  private final LogicalType type;
  private final RowData.FieldGetter getter;
  private final ZoneId zone;
  private final @Nullable DateTimeFormatter formatter;

  EventTimeReader(EventTime plan, RowType columns) {
    this.plan = plan;
    this.position = columns.getFieldIndex(plan.column());
    if (position < 0) {
      throw new IllegalArgumentException("no column '" + plan.column() + "' for the event time");
    }
    this.type = columns.getTypeAt(position);
    this.getter = RowData.createFieldGetter(type, position);
    this.zone = ZoneId.of(plan.zone());
    this.formatter =
        plan.pattern() == null ? null : DateTimeFormatter.ofPattern(plan.pattern(), Locale.ROOT);
  }

  /** Whether a row says nothing of its time. */
  boolean isMissing(RowData columns) {
    return columns.isNullAt(position);
  }

  /**
   * The time, UTC milliseconds.
   *
   * @throws UndecodableException if the column holds no time
   */
  long read(RowData columns) throws UndecodableException {
    Object value = getter.getFieldOrNull(columns);
    if (value == null) {
      throw new UndecodableException("column '" + plan.column() + "' is NULL");
    }
    try {
      return switch (plan.encoding()) {
        case TIMESTAMP -> timestamp((TimestampData) value);
        case EPOCH_MS -> whole(value);
        case EPOCH_S -> Math.multiplyExact(1000L, whole(value));
        case ISO -> iso(value.toString().trim());
        case PATTERN -> pattern(value.toString().trim());
      };
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      throw new UndecodableException(
          "column '" + plan.column() + "': '" + value + "' is no time: " + e.getMessage());
    }
  }

  private long timestamp(TimestampData value) {
    return type.is(LogicalTypeRoot.TIMESTAMP_WITHOUT_TIME_ZONE)
        ? value.toLocalDateTime().atZone(zone).toInstant().toEpochMilli()
        : value.getMillisecond();
  }

  private static long whole(Object value) {
    return value instanceof Number number && !(value instanceof Double || value instanceof Float)
        ? number.longValue()
        : Long.parseLong(value.toString().trim());
  }

  private long iso(String text) {
    return instant(DateTimeFormatter.ISO_DATE_TIME, text.replace(' ', 'T'));
  }

  private long pattern(String text) {
    if (formatter == null) {
      throw new IllegalStateException("an event time by pattern has none");
    }
    return instant(formatter, text);
  }

  private long instant(DateTimeFormatter format, String text) {
    TemporalAccessor time =
        format.parseBest(
            text, ZonedDateTime::from, Instant::from, LocalDateTime::from, LocalDate::from);
    if (time instanceof LocalDateTime local) {
      return local.atZone(zone).toInstant().toEpochMilli();
    }
    if (time instanceof LocalDate date) {
      return date.atStartOfDay(zone).toInstant().toEpochMilli();
    }
    return Instant.from(time).toEpochMilli();
  }
}
