package io.freshet.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The test vectors of packed rows, which readers in all languages pass: a line of JSON each, with a
 * layout as it is published, and either the row and its values, or a damaged row.
 *
 * <p>Values: integers, timestamps and dates are numbers; doubles numbers, or text where JSON has no
 * number; decimals text; counts a list of pairs.
 */
final class RowVectors {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private RowVectors() {}

  /**
   * A vector.
   *
   * @param values null if {@code row} is damaged
   */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  record Vector(
      String name, PublishedLayout layout, byte[] row, @Nullable Object @Nullable [] values) {}

  static List<Vector> read(Path file) {
    try {
      List<Vector> vectors = new ArrayList<>();
      for (String line : Files.readAllLines(file)) {
        JsonNode node = JSON.readTree(line);
        PublishedLayout layout = PublishedLayout.fromJson(node.get("layout").toString());
        vectors.add(
            new Vector(
                node.get("name").asText(),
                layout,
                HexFormat.of().parseHex(node.get("row").asText()),
                node.has("values") ? values(layout.layout(), node.get("values")) : null));
      }
      return vectors;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String write(Vector vector) {
    ObjectNode node = NODES.objectNode();
    node.put("name", vector.name());
    try {
      node.set("layout", JSON.readTree(vector.layout().toJson()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    node.put("row", HexFormat.of().formatHex(vector.row()));
    if (vector.values() != null) {
      node.put("generation", PackedRow.generation(vector.row()));
      node.put("feature_timestamp", PackedRow.featureTimestamp(vector.row()));
      node.put("sequence", PackedRow.sequence(vector.row()));
      node.put("available_at", PackedRow.availableAt(vector.row()));
      ArrayNode values = node.putArray("values");
      List<Field> features = vector.layout().layout().features();
      for (int i = 0; i < features.size(); i++) {
        Object value = vector.values()[i];
        values.add(value == null ? NODES.nullNode() : node(features.get(i).type(), value));
      }
    }
    return node.toString();
  }

  private static JsonNode node(ValueType type, Object value) {
    return switch (type.kind()) {
      case BOOLEAN -> NODES.booleanNode((Boolean) value);
      case BIGINT, TIMESTAMP, DATE -> NODES.numberNode((Long) value);
      case DOUBLE -> {
        double number = (Double) value;
        yield Double.isFinite(number)
            ? NODES.numberNode(number)
            : NODES.textNode(Double.toString(number));
      }
      case DECIMAL -> NODES.textNode(((BigDecimal) value).toPlainString());
      case STRING -> NODES.textNode((String) value);
      case ARRAY -> {
        ArrayNode list = NODES.arrayNode();
        ((List<?>) value).forEach(element -> list.add(node(element(type), element)));
        yield list;
      }
      case COUNTS -> {
        ArrayNode pairs = NODES.arrayNode();
        ((Map<?, ?>) value)
            .forEach(
                (key, count) ->
                    pairs.add(NODES.arrayNode().add(node(element(type), key)).add((Long) count)));
        yield pairs;
      }
    };
  }

  private static @Nullable Object[] values(RowLayout layout, JsonNode list) {
    @Nullable Object[] values = new @Nullable Object[list.size()];
    for (int i = 0; i < values.length; i++) {
      JsonNode node = list.get(i);
      values[i] = node.isNull() ? null : value(layout.features().get(i).type(), node);
    }
    return values;
  }

  private static Object value(ValueType type, JsonNode node) {
    return switch (type.kind()) {
      case BOOLEAN -> node.booleanValue();
      case BIGINT, TIMESTAMP, DATE -> node.longValue();
      case DOUBLE -> node.isTextual() ? Double.valueOf(node.asText()) : (Object) node.doubleValue();
      case DECIMAL -> new BigDecimal(node.asText());
      case STRING -> node.asText();
      case ARRAY -> {
        List<Object> elements = new ArrayList<>();
        node.forEach(element -> elements.add(value(element(type), element)));
        yield elements;
      }
      case COUNTS -> {
        Map<Object, Long> counts = new LinkedHashMap<>();
        node.forEach(
            pair -> counts.put(value(element(type), pair.get(0)), pair.get(1).longValue()));
        yield counts;
      }
    };
  }

  private static ValueType element(ValueType type) {
    return Objects.requireNonNull(type.element());
  }
}
