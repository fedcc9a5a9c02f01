package io.freshet.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A row layout as readers find it in the online store, with what is known of its values.
 *
 * @param layout names and types
 * @param completeFrom for each feature the event time (UTC milliseconds) since when all events have
 *     been counted; a feature that is missing here is not known to be complete
 * @param defaults for each feature with a value for entities without events, that value as text
 * @param ages what readers compute from the row
 * @param windows for each feature how far before {@code feature_timestamp} it looks back at most,
 *     milliseconds; a feature that is missing here looks back to the beginning
 */
public record PublishedLayout(
    RowLayout layout,
    Map<String, Long> completeFrom,
    Map<String, String> defaults,
    List<PublishedAge> ages,
    Map<String, Long> windows) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public PublishedLayout {
    completeFrom = Map.copyOf(completeFrom);
    defaults = Map.copyOf(defaults);
    ages = List.copyOf(ages);
    windows = Map.copyOf(windows);
  }

  /** A layout whose features look back to the beginning. */
  public PublishedLayout(
      RowLayout layout,
      Map<String, Long> completeFrom,
      Map<String, String> defaults,
      List<PublishedAge> ages) {
    this(layout, completeFrom, defaults, ages, Map.of());
  }

  /** A layout without ages. */
  public PublishedLayout(
      RowLayout layout, Map<String, Long> completeFrom, Map<String, String> defaults) {
    this(layout, completeFrom, defaults, List.of());
  }

  /**
   * Whether events may be missing in the value of a feature: it is not known since when all have
   * been counted, or its window began before.
   *
   * @param featureTimestamp as-of time of the row, UTC milliseconds
   */
  public boolean isIncomplete(String feature, long featureTimestamp) {
    Long since = completeFrom.get(feature);
    Long window = windows.get(feature);
    return since == null || (window != null && since > featureTimestamp - window);
  }

  /** Writes the layout as JSON. */
  public String toJson() {
    ObjectNode root = JSON.createObjectNode();
    root.put("pipeline", layout.pipeline());
    root.put("view", layout.view());
    root.put("fingerprint", layout.fingerprintHex());
    ArrayNode keys = root.putArray("keys");
    layout.keys().forEach(field -> describe(keys.addObject(), field));
    ArrayNode features = root.putArray("features");
    for (Field field : layout.features()) {
      ObjectNode node = features.addObject();
      describe(node, field);
      String implied = layout.implied().get(field.name());
      if (implied != null) {
        node.put("implied", implied);
      }
      Long since = completeFrom.get(field.name());
      if (since != null) {
        node.put("complete_from", since);
      }
      String value = defaults.get(field.name());
      if (value != null) {
        node.put("default", value);
      }
      Long window = windows.get(field.name());
      if (window != null) {
        node.put("window", window);
      }
    }
    ArrayNode computed = root.putArray("ages");
    for (PublishedAge age : ages) {
      computed
          .addObject()
          .put("name", age.name())
          .put("of", age.feature())
          .put("unit", age.unit().name().toLowerCase(Locale.ROOT));
    }
    return root.toString();
  }

  /**
   * Reads what {@link #toJson()} wrote; unknown members are passed over.
   *
   * @throws IllegalArgumentException if {@code json} is no published layout
   */
  public static PublishedLayout fromJson(String json) {
    try {
      JsonNode root = JSON.readTree(json);
      List<Field> keys = new ArrayList<>();
      root.required("keys").forEach(node -> keys.add(field(node)));
      List<Field> features = new ArrayList<>();
      Map<String, Long> completeFrom = new HashMap<>();
      Map<String, String> defaults = new HashMap<>();
      Map<String, String> implied = new HashMap<>();
      Map<String, Long> windows = new HashMap<>();
      for (JsonNode node : root.required("features")) {
        Field field = field(node);
        features.add(field);
        if (node.has("complete_from")) {
          completeFrom.put(field.name(), node.get("complete_from").asLong());
        }
        if (node.has("window")) {
          windows.put(field.name(), node.get("window").asLong());
        }
        if (node.has("implied")) {
          implied.put(field.name(), node.get("implied").asText());
        }
        if (node.has("default")) {
          defaults.put(field.name(), node.get("default").asText());
        }
      }
      RowLayout layout =
          new RowLayout(
              root.required("pipeline").asText(),
              root.required("view").asText(),
              keys,
              features,
              implied);
      List<PublishedAge> ages = new ArrayList<>();
      root.path("ages").forEach(node -> ages.add(age(node)));
      return new PublishedLayout(layout, completeFrom, defaults, ages, windows);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The published layout is no JSON: " + json, e);
    }
  }

  private static void describe(ObjectNode node, Field field) {
    node.put("name", field.name()).put("type", field.type().toString());
  }

  private static Field field(JsonNode node) {
    return new Field(
        node.required("name").asText(), ValueType.parse(node.required("type").asText()));
  }

  private static PublishedAge age(JsonNode node) {
    return new PublishedAge(
        node.required("name").asText(),
        node.required("of").asText(),
        TimeUnit.valueOf(node.required("unit").asText().toUpperCase(Locale.ROOT)));
  }
}
