package io.freshet.defs.compile;

import io.freshet.defs.fault.FaultKind;
import io.freshet.defs.fault.Findings;
import io.freshet.defs.fault.Suggestion;
import io.freshet.defs.model.SourceDef.EventTimeDef;
import io.freshet.defs.plan.Column;
import io.freshet.defs.plan.EventTime;
import io.freshet.defs.plan.EventTime.Encoding;
import io.freshet.defs.yaml.Scalar;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Checks the columns that hold times of a source. */
final class TimeColumns {
  private static final String UTC = "UTC";

  private final String source;
  private final SourceColumns columns;
  private final Findings findings;

  TimeColumns(String source, SourceColumns columns, Findings findings) {
    this.source = source;
    this.columns = columns;
    this.findings = findings;
  }

  /** The event time; null if it is faulty or the columns are not known. */
  @Nullable EventTime eventTime(EventTimeDef def) {
    int before = findings.size();
    Encoding encoding = encoding(def.format());
    checkZone(def.zone());
    Column column = column(def.column());
    if (column == null || findings.size() > before) {
      return null;
    }
    check(def, column, encoding);
    Scalar format = def.format();
    return new EventTime(
        column.name(),
        encoding,
        encoding == Encoding.PATTERN && format != null ? format.text() : null,
        def.zone() == null ? UTC : def.zone().trimmed());
  }

  /** Checks the column of the arrival time. */
  void checkArrivalTime(Scalar name) {
    Column column = column(name);
    if (column != null
        && !SqlTypes.isTimestamp(column.sqlType())
        && !SqlTypes.root(column.sqlType()).equals("BIGINT")) {
      findings.report(name.at(), FaultKind.ARRIVAL_TIME_TYPE, name.text(), column.sqlType());
    }
  }

  private @Nullable Column column(Scalar name) {
    if (columns.columns().isEmpty()) {
      return null;
    }
    String wanted = name.text();
    for (Column column : columns.columns()) {
      if (column.name().equals(wanted)) {
        return column;
      }
    }
    String unreadable = columns.unreadable().get(wanted);
    if (unreadable != null) {
      findings.report(name.at(), FaultKind.UNREADABLE_COLUMN, wanted, source, unreadable);
    } else {
      findings.report(
          name.at(),
          FaultKind.UNKNOWN_COLUMN,
          source,
          wanted,
          Suggestion.remedy(
              wanted, columns.columns().stream().map(Column::name).toList(), "its columns are"));
    }
    return null;
  }

  private Encoding encoding(@Nullable Scalar format) {
    if (format == null) {
      return Encoding.TIMESTAMP;
    }
    return switch (format.trimmed()) {
      case "epoch_s" -> Encoding.EPOCH_S;
      case "epoch_ms" -> Encoding.EPOCH_MS;
      case "iso" -> Encoding.ISO;
      default -> {
        checkPattern(format);
        yield Encoding.PATTERN;
      }
    };
  }

  private void checkPattern(Scalar format) {
    try {
      DateTimeFormatter pattern = DateTimeFormatter.ofPattern(format.text(), Locale.ENGLISH);
      String sample =
          pattern.format(LocalDateTime.of(2024, 1, 31, 23, 59, 58).atOffset(ZoneOffset.UTC));
      LocalDateTime.from(pattern.parse(sample));
    } catch (IllegalArgumentException e) {
      report(format, e.getMessage());
    } catch (DateTimeException e) {
      report(format, "it does not tell both a date and a time of day");
    }
  }

  private void report(Scalar format, @Nullable String cause) {
    findings.report(
        format.at(),
        FaultKind.INVALID_TIME_PATTERN,
        format.text(),
        cause == null ? "it cannot be read" : cause);
  }

  private void checkZone(@Nullable Scalar zone) {
    if (zone == null) {
      return;
    }
    try {
      ZoneId.of(zone.trimmed());
    } catch (DateTimeException e) {
      String remedy =
          Suggestion.closest(
                  zone.trimmed(), ZoneId.getAvailableZoneIds().stream().sorted().toList())
              .map(id -> "did you mean '" + id + "'?")
              .orElse("write a name such as Europe/London or UTC");
      findings.report(zone.at(), FaultKind.INVALID_TIME_ZONE, zone.text(), remedy);
    }
  }

  private void check(EventTimeDef def, Column column, Encoding encoding) {
    String type = column.sqlType();
    boolean fits =
        switch (encoding) {
          case TIMESTAMP -> SqlTypes.isTimestamp(type);
          case EPOCH_S, EPOCH_MS -> SqlTypes.isInteger(type);
          case ISO, PATTERN -> SqlTypes.root(type).equals("STRING");
        };
    if (!fits) {
      String problem =
          encoding == Encoding.TIMESTAMP
              ? "is no event time by itself"
              : "does not go with the format " + def.format();
      findings.report(
          def.column().at(),
          FaultKind.EVENT_TIME_TYPE,
          column.name(),
          type,
          problem,
          remedy(column));
      return;
    }
    boolean zoneMatters = !SqlTypes.isInteger(type) && !SqlTypes.root(type).equals("TIMESTAMP_LTZ");
    if (def.zone() != null && !zoneMatters) {
      findings.report(
          def.zone().at(),
          FaultKind.NOT_APPLICABLE,
          "zone",
          "an event time of type " + type + ", which is a point in time already",
          "remove it");
    }
  }

  private static String remedy(Column column) {
    String mapping = "{column: " + column.name() + ", format: ";
    if (SqlTypes.isTimestamp(column.sqlType())) {
      return "write 'event_time: " + column.name() + "'";
    }
    if (SqlTypes.isInteger(column.sqlType())) {
      return "write 'event_time: " + mapping + "epoch_ms}', or epoch_s if it counts seconds";
    }
    if (SqlTypes.root(column.sqlType()).equals("STRING")) {
      return "write 'event_time: "
          + mapping
          + "iso}', or a pattern such as \"yyyy-MM-dd HH:mm:ss\"";
    }
    return "use a column of type TIMESTAMP, BIGINT or STRING";
  }
}
