package io.freshet.serving.gateway;

import io.freshet.schemas.EntityKey;
import io.freshet.schemas.Field;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a query string says of rows that are asked for. */
final class RowParameters {
  private static final String FEATURES = "features";
  private static final String MAX_AGE = "max_age";

  private final Map<String, String> parameters;

  RowParameters(Map<String, String> parameters) {
    this.parameters = parameters;
  }

  /** The features that are wanted; none for all. */
  List<String> features() {
    String text = parameters.get(FEATURES);
    if (text == null) {
      return List.of();
    }
    List<String> features = List.of(text.split(",", -1));
    if (features.contains("")) {
      throw invalid("'features' has an empty name; write features=a,b, or leave it out for all");
    }
    if (Set.copyOf(features).size() < features.size()) {
      throw invalid("'features' has a name twice; remove one");
    }
    return features;
  }

  /** Beyond which age rows are outdated; null if none are. */
  @Nullable Duration maxAge() {
    String text = parameters.get(MAX_AGE);
    if (text == null) {
      return null;
    }
    if (!text.matches("[0-9]{1,9}")) {
      throw invalid("'max_age' is no number of seconds; write max_age=900");
    }
    return Duration.ofSeconds(Long.parseLong(text));
  }

  /** The entity with a key in its text form; nothing else of it may stand in the query. */
  Map<String, Object> entity(List<Field> keys, String text) {
    for (String name : parameters.keySet()) {
      if (!isKnown(name)) {
        throw invalid("The query has '" + name + "', but may have features and max_age alone");
      }
    }
    Object[] values;
    try {
      values = EntityKey.decode(text, keys);
    } catch (IllegalArgumentException e) {
      throw invalid(
          e.getMessage() + "; a key has the values of " + names(keys) + " with '|' between");
    }
    Map<String, Object> entity = new HashMap<>();
    for (int i = 0; i < values.length; i++) {
      entity.put(keys.get(i).name(), values[i]);
    }
    return entity;
  }

  /** The entity whose keys stand in the query. */
  Map<String, Object> entity(List<Field> keys) {
    List<String> names = names(keys);
    Map<String, Object> entity = new HashMap<>();
    parameters.forEach(
        (name, value) -> {
          if (names.contains(name)) {
            entity.put(name, value);
          } else if (!isKnown(name)) {
            throw invalid("The query has '" + name + "', but the view's join keys are " + names);
          }
        });
    if (entity.size() < names.size()) {
      throw invalid("The query lacks join keys; the view is keyed by " + names);
    }
    return entity;
  }

  private static boolean isKnown(String name) {
    return name.equals(FEATURES) || name.equals(MAX_AGE);
  }

  private static List<String> names(List<Field> fields) {
    return fields.stream().map(Field::name).toList();
  }

  private static GatewayException invalid(String message) {
    return new GatewayException(ErrorCode.INVALID_REQUEST, message);
  }
}
