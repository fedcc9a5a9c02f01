package io.freshet.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.schemas.Field;
import io.freshet.schemas.ValueType;
import io.freshet.sinks.redis.client.OnlineRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Feature values as text and in JSON. */
final class Values {
  private Values() {}

  /** A value as people read it. */
  static String text(ValueType type, @Nullable Object value) {
    if (value == null) {
      return "NULL";
    }
    return switch (type.kind()) {
      case TIMESTAMP -> Instant.ofEpochMilli((Long) value).toString();
      case DATE -> LocalDate.ofEpochDay((Long) value).toString();
      case DECIMAL -> ((BigDecimal) value).toPlainString();
      case BOOLEAN, BIGINT, DOUBLE, STRING, ARRAY, COUNTS -> value.toString();
    };
  }

  /**
   * The values of a row by feature: numbers as numbers, timestamps as UTC milliseconds, dates as
   * {@code yyyy-mm-dd}.
   */
  static void fill(ObjectNode json, OnlineRow row) {
    for (Field feature : row.layout().layout().features()) {
      Object value = row.values().get(feature.name());
      if (value == null) {
        json.putNull(feature.name());
        continue;
      }
      switch (feature.type().kind()) {
        case BOOLEAN -> json.put(feature.name(), (Boolean) value);
        case BIGINT, TIMESTAMP -> json.put(feature.name(), (Long) value);
        case DOUBLE -> json.put(feature.name(), (Double) value);
        case DECIMAL -> json.put(feature.name(), (BigDecimal) value);
        case STRING -> json.put(feature.name(), (String) value);
        case DATE, ARRAY, COUNTS -> json.put(feature.name(), text(feature.type(), value));
      }
    }
  }
}
