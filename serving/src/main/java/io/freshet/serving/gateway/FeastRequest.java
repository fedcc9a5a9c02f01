package io.freshet.serving.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as Feast's feature server takes it. Members that are not known are passed over, as
 * there.
 *
 * @param service name of a feature service; null if features are named
 * @param features {@code view:feature}; empty with a service
 * @param entities for each join key its values, one per entity
 * @param fullNames whether features are to be called {@code view__feature}
 */
record FeastRequest(
    @Nullable String service,
    List<String> features,
    Map<String, List<Object>> entities,
    boolean fullNames) {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(20).maxNumberLength(100).build())
          .build();

  /** The number of entities. */
  int rows() {
    return entities.values().iterator().next().size();
  }

  /** The join keys of each entity. */
  List<Map<String, Object>> byEntity() {
    List<Map<String, Object>> byEntity = new ArrayList<>(rows());
    for (int row = 0; row < rows(); row++) {
      Map<String, Object> entity = new HashMap<>();
      for (Map.Entry<String, List<Object>> key : entities.entrySet()) {
        entity.put(key.getKey(), key.getValue().get(row));
      }
      byEntity.add(entity);
    }
    return byEntity;
  }

  /**
   * Reads a request.
   *
   * @throws GatewayException if it is malformed or asks for too much
   */
  static FeastRequest parse(byte[] body, Limits limits) {
    try (JsonParser json = JSON.createParser(body)) {
      return new Reader(json, limits).read();
    } catch (JsonProcessingException e) {
      String at =
          e.getLocation() == null
              ? ""
              : " (line "
                  + e.getLocation().getLineNr()
                  + ", column "
                  + e.getLocation().getColumnNr()
                  + ")";
      throw new GatewayException(
          ErrorCode.INVALID_JSON, "The body is no JSON: " + e.getOriginalMessage() + at);
    } catch (IOException e) {
      // bytes in memory do not fail, but their encoding does
      throw new GatewayException(ErrorCode.INVALID_JSON, "The body is no JSON: " + e.getMessage());
    }
  }

  /** Reads one request, token by token. */
  private static final class Reader {
    private static final String EXAMPLE =
        "{\"features\": [\"view:feature\"], \"entities\": {\"user_id\": [\"u1\"]}}";

    private final JsonParser json;
    private final Limits limits;
    private @Nullable String service;
    private @Nullable List<String> features;
    private @Nullable Map<String, List<Object>> entities;
    private boolean fullNames;

    Reader(JsonParser json, Limits limits) {
      this.json = json;
      this.limits = limits;
    }

    FeastRequest read() throws IOException {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw invalid("The body is no JSON object; write it like " + EXAMPLE);
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        switch (name) {
          case "features" -> features = value == JsonToken.VALUE_NULL ? null : features(value);
          case "feature_service" -> service = service(value);
          case "entities" -> entities = entities(value);
          case "full_feature_names" -> fullNames = flag(value);
          default -> json.skipChildren();
        }
      }
      if (json.nextToken() != null) {
        throw invalid("Something stands behind the JSON object of the body; remove it");
      }
      return checked();
    }

    private FeastRequest checked() {
      Map<String, List<Object>> keys = entities;
      if (keys == null || keys.isEmpty()) {
        throw invalid("The body has no 'entities'; write it like " + EXAMPLE);
      }
      List<String> named = features == null ? List.of() : features;
      if (service == null && named.isEmpty()) {
        throw invalid("The body has no 'features'; write it like " + EXAMPLE);
      }
      if (service != null && !named.isEmpty()) {
        throw invalid("The body has both 'features' and 'feature_service'; keep one");
      }
      int rows = keys.values().iterator().next().size();
      keys.forEach(
          (name, values) -> {
            if (values.size() != rows) {
              throw invalid(
                  "'entities' has "
                      + rows
                      + " values of one key, but "
                      + values.size()
                      + " of '"
                      + name
                      + "'; give one of each key for every entity");
            }
          });
      if (rows == 0) {
        throw invalid("'entities' has no values; give at least one entity");
      }
      return new FeastRequest(service, named, keys, fullNames);
    }

    private List<String> features(JsonToken token) throws IOException {
      expect(token, JsonToken.START_ARRAY, "'features' is no list; write [\"view:feature\"]");
      List<String> names = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        expect(
            json.currentToken(),
            JsonToken.VALUE_STRING,
            "'features' has something that is no text; write [\"view:feature\"]");
        if (names.size() == limits.features()) {
          throw tooMany("features", limits.features());
        }
        names.add(json.getText());
      }
      return names;
    }

    private @Nullable String service(JsonToken token) throws IOException {
      if (token == JsonToken.VALUE_NULL) {
        return null;
      }
      expect(token, JsonToken.VALUE_STRING, "'feature_service' is no text; write a view's name");
      String name = json.getText();
      return name.isEmpty() ? null : name;
    }

    private Map<String, List<Object>> entities(JsonToken token) throws IOException {
      String remedy = "; write {\"user_id\": [\"u1\", \"u2\"]}";
      expect(token, JsonToken.START_OBJECT, "'entities' is no object" + remedy);
      Map<String, List<Object>> keys = new LinkedHashMap<>();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        expect(
            json.nextToken(),
            JsonToken.START_ARRAY,
            "'" + name + "' in 'entities' is no list" + remedy);
        if (keys.put(name, values(name)) != null) {
          throw invalid("'entities' has '" + name + "' twice; keep one");
        }
        if (keys.size() > limits.features()) {
          throw tooMany("join keys", limits.features());
        }
      }
      return keys;
    }

    private List<Object> values(String key) throws IOException {
      List<Object> values = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        if (values.size() == limits.entities()) {
          throw tooMany("entities", limits.entities());
        }
        values.add(value(key));
      }
      return values;
    }

    private Object value(String key) throws IOException {
      JsonToken token = json.currentToken();
      if (token == JsonToken.VALUE_STRING) {
        return json.getText();
      }
      if (token == JsonToken.VALUE_NUMBER_INT
          && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
        return json.getLongValue();
      }
      if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
        return json.getBooleanValue();
      }
      throw invalid(
          "'"
              + key
              + "' in 'entities' has a value that is no text, no integer of 64 bits and neither true"
              + " nor false; no other names an entity");
    }

    private boolean flag(JsonToken token) throws IOException {
      if (token == JsonToken.VALUE_NULL) {
        return false;
      }
      if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
        throw invalid("'full_feature_names' is neither true nor false");
      }
      return json.getBooleanValue();
    }

    private static void expect(@Nullable JsonToken token, JsonToken expected, String message) {
      if (token != expected) {
        throw invalid(message);
      }
    }

    private static GatewayException invalid(String message) {
      return new GatewayException(ErrorCode.INVALID_REQUEST, message);
    }

    private static GatewayException tooMany(String what, int most) {
      return new GatewayException(
          ErrorCode.LIMIT_EXCEEDED,
          "The request has more than " + most + " " + what + "; ask for fewer at a time");
    }
  }
}
