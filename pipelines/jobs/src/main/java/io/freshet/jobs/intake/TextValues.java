package io.freshet.jobs.intake;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;

/** Reads values of SQL types from text, in Flink's internal classes. */
final class TextValues {
  private TextValues() {}

  /**
   * @throws RuntimeException if {@code text} is no value of {@code type}, or of more digits than it
   *     holds
   */
  static Object parse(String text, LogicalType type) {
    return switch (type.getTypeRoot()) {
      case CHAR, VARCHAR -> StringData.fromString(text);
      case BOOLEAN -> bool(text.trim());
      case TINYINT -> Byte.valueOf(text.trim());
      case SMALLINT -> Short.valueOf(text.trim());
      case INTEGER -> Integer.valueOf(text.trim());
      case BIGINT -> Long.valueOf(text.trim());
      case FLOAT -> Float.valueOf(text.trim());
      case DOUBLE -> Double.valueOf(text.trim());
      case DECIMAL -> decimal(text.trim(), (DecimalType) type);
      case DATE -> (int) LocalDate.parse(text.trim()).toEpochDay();
      case TIMESTAMP_WITHOUT_TIME_ZONE ->
          TimestampData.fromLocalDateTime(LocalDateTime.parse(text.trim().replace(' ', 'T')));
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> TimestampData.fromInstant(instant(text.trim()));
      default -> throw new IllegalArgumentException("no text form of " + type);
    };
  }

  /** An ISO-8601 time; without offset it is UTC. */
  static Instant instant(String text) {
    String iso = text.replace(' ', 'T');
    try {
      return OffsetDateTime.parse(iso).toInstant();
    } catch (DateTimeParseException e) {
      return LocalDateTime.parse(iso).toInstant(java.time.ZoneOffset.UTC);
    }
  }

  private static boolean bool(String text) {
    if (text.equalsIgnoreCase("true")) {
      return true;
    }
    if (text.equalsIgnoreCase("false")) {
      return false;
    }
    throw new IllegalArgumentException(text);
  }

  private static DecimalData decimal(String text, DecimalType type) {
    BigDecimal value = new BigDecimal(text).setScale(type.getScale(), RoundingMode.UNNECESSARY);
    DecimalData data = DecimalData.fromBigDecimal(value, type.getPrecision(), type.getScale());
    if (data == null) {
      throw new ArithmeticException(text);
    }
    return data;
  }
}
