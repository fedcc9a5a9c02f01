package io.freshet.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.schemas.Field;
import io.freshet.schemas.ValueType;
import io.freshet.sinks.redis.client.OnlineRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Feature values as text and in JSON. */
final class Values {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Values() {}

  /** A value as people read it; lists as {@code [a, b]}, counts as {@code {a: 3, b: 1}}. */
  static String text(ValueType type, @Nullable Object value) {
    if (value == null) {
      return "NULL";
    }
    return switch (type.kind()) {
      case TIMESTAMP -> Instant.ofEpochMilli((Long) value).toString();
      case DATE -> LocalDate.ofEpochDay((Long) value).toString();
      case DECIMAL -> ((BigDecimal) value).toPlainString();
      case BOOLEAN, BIGINT, DOUBLE, STRING -> value.toString();
      case ARRAY ->
          ((List<?>) value)
              .stream()
                  .map(each -> text(element(type), each))
                  .collect(Collectors.joining(", ", "[", "]"));
      case COUNTS ->
          ((Map<?, ?>) value)
              .entrySet().stream()
                  .map(each -> text(element(type), each.getKey()) + ": " + each.getValue())
                  .collect(Collectors.joining(", ", "{", "}"));
    };
  }

  /**
   * The values of a row by feature: numbers as numbers, timestamps as UTC milliseconds, dates as
   * {@code yyyy-mm-dd}, lists as lists, counts as objects with the keys' text as names, ages as
   * numbers.
   */
  static void fill(ObjectNode json, OnlineRow row) {
    for (Field feature : row.layout().layout().features()) {
      json.set(feature.name(), node(feature.type(), row.values().get(feature.name())));
    }
    row.ages().forEach((name, age) -> json.set(name, node(ValueType.BIGINT, age)));
  }

  private static JsonNode node(ValueType type, @Nullable Object value) {
    if (value == null) {
      return NODES.nullNode();
    }
    return switch (type.kind()) {
      case BOOLEAN -> NODES.booleanNode((Boolean) value);
      case BIGINT, TIMESTAMP -> NODES.numberNode((Long) value);
      case DOUBLE -> NODES.numberNode((Double) value);
      case DECIMAL -> NODES.numberNode((BigDecimal) value);
      case STRING, DATE -> NODES.textNode(text(type, value));
      case ARRAY -> {
        ArrayNode list = NODES.arrayNode();
        ((List<?>) value).forEach(each -> list.add(node(element(type), each)));
        yield list;
      }
      case COUNTS -> {
        ObjectNode counts = NODES.objectNode();
        ((Map<?, ?>) value)
            .forEach((key, count) -> counts.put(text(element(type), key), (Long) count));
        yield counts;
      }
    };
  }

  private static ValueType element(ValueType type) {
    return Objects.requireNonNull(type.element());
  }
}
