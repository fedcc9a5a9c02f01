package io.freshet.sinks.delta;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows of {@link TestingRows} in the form in which the independent reader tells them. */
final class RowText {
  private static final Set<String> DATES = Set.of("born", "days", "event_date");

  private RowText() {}

  static Map<String, @Nullable Object> of(Map<String, @Nullable Object> row) {
    Map<String, @Nullable Object> text = new LinkedHashMap<>(row);
    text.replaceAll((column, value) -> of(DATES.contains(column), value));
    return text;
  }

  private static @Nullable Object of(boolean isDate, @Nullable Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(element -> of(isDate, element)).toList();
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> Map.of("key", of(isDate, entry.getKey()), "value", entry.getValue()))
          .toList();
    }
    if (isDate && value != null) {
      return LocalDate.ofEpochDay((Long) value).toString();
    }
    return value instanceof byte[] bytes ? Base64.getEncoder().encodeToString(bytes) : value;
  }
}
