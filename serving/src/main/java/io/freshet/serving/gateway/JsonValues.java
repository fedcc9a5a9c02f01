package io.freshet.serving.gateway;

import com.fasterxml.jackson.core.JsonGenerator;
import io.freshet.schemas.ValueType;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Values in JSON: numbers as numbers, decimals with all their digits; timestamps as RFC 3339 and
 * dates as {@code yyyy-mm-dd}; lists as lists, counts as objects with their keys' text as names.
 * What is no number in JSON is a string: {@code "NaN"}, {@code "Infinity"}.
 */
final class JsonValues {
  private JsonValues() {}

  static void write(JsonGenerator json, ValueType type, @Nullable Object value) throws IOException {
    if (value == null) {
      json.writeNull();
      return;
    }
    switch (type.kind()) {
      case BOOLEAN -> json.writeBoolean((Boolean) value);
      case BIGINT -> json.writeNumber((Long) value);
      case DOUBLE -> json.writeNumber((Double) value);
      case DECIMAL -> json.writeNumber((BigDecimal) value);
      case STRING, TIMESTAMP, DATE -> json.writeString(text(type, value));
      case ARRAY -> {
        ValueType element = Objects.requireNonNull(type.element());
        json.writeStartArray();
        for (Object each : (List<?>) value) {
          write(json, element, each);
        }
        json.writeEndArray();
      }
      case COUNTS -> {
        ValueType key = Objects.requireNonNull(type.element());
        json.writeStartObject();
        for (Map.Entry<?, ?> each : ((Map<?, ?>) value).entrySet()) {
          json.writeFieldName(text(key, each.getKey()));
          json.writeNumber((Long) each.getValue());
        }
        json.writeEndObject();
      }
    }
  }

  /** An instant as RFC 3339, with as many digits as it needs. */
  static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }

  private static String text(ValueType type, Object value) {
    return switch (type.kind()) {
      case TIMESTAMP -> time((Long) value);
      case DATE -> LocalDate.ofEpochDay((Long) value).toString();
      case DECIMAL -> ((BigDecimal) value).toPlainString();
      default -> value.toString();
    };
  }
}
