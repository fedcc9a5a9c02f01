package io.freshet.serving.gateway;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import io.freshet.schemas.ValueType;
import io.freshet.serving.FeatureColumn;
import io.freshet.serving.FeatureVectors;
import io.freshet.serving.ValueStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An answer as Feast's feature server gives it: names first, then for each name its values,
 * statuses and times, one per entity. Join keys come before features; they have no time, which
 * Feast writes as that of the epoch. As there, an entity without row has null for all of its
 * features.
 */
final class FeastAnswer implements Body.Json {
  private static final SerializableString PRESENT = new SerializedString("PRESENT");
  private static final SerializableString NULL_VALUE = new SerializedString("NULL_VALUE");
  private static final SerializableString NOT_FOUND = new SerializedString("NOT_FOUND");
  private static final SerializableString OUTSIDE_MAX_AGE = new SerializedString("OUTSIDE_MAX_AGE");
  private static final String EPOCH = JsonValues.time(0);

  private static final SerializableString VALUES = new SerializedString("values");
  private static final SerializableString STATUSES = new SerializedString("statuses");
  private static final SerializableString TIMES = new SerializedString("event_timestamps");

  private final FeastRequest request;
  private final FeastPlan plan;
  private final FeatureVectors vectors;
  private final List<FeatureColumn> columns;

  private final Map<String, Times> timesByView = new HashMap<>();

  FeastAnswer(FeastRequest request, FeastPlan plan, FeatureVectors vectors) {
    this.request = request;
    this.plan = plan;
    this.vectors = vectors;
    this.columns = vectors.columns();
  }

  /** About how many bytes it has. */
  int bytes() {
    int names = columns.size() + request.entities().size();
    return 100 + names * (100 + vectors.size() * 50);
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("metadata");
    json.writeArrayFieldStart("feature_names");
    for (String key : request.entities().keySet()) {
      json.writeString(key);
    }
    for (int i = 0; i < columns.size(); i++) {
      json.writeString(name(columns.get(plan.column(i))));
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeArrayFieldStart("results");
    for (Map.Entry<String, List<Object>> key : request.entities().entrySet()) {
      writeKey(json, key.getValue());
    }
    for (int i = 0; i < columns.size(); i++) {
      writeFeature(json, plan.column(i));
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private String name(FeatureColumn column) {
    return request.fullNames() ? column.view() + "__" + column.name() : column.name();
  }

  private static void writeKey(JsonGenerator json, List<Object> keys) throws IOException {
    json.writeStartObject();
    start(json, VALUES);
    for (Object key : keys) {
      if (key instanceof Long number) {
        json.writeNumber(number);
      } else if (key instanceof Boolean flag) {
        json.writeBoolean(flag);
      } else {
        json.writeString((String) key);
      }
    }
    json.writeEndArray();
    start(json, STATUSES);
    for (int i = 0; i < keys.size(); i++) {
      json.writeString(PRESENT);
    }
    json.writeEndArray();
    start(json, TIMES);
    for (int i = 0; i < keys.size(); i++) {
      json.writeString(EPOCH);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void writeFeature(JsonGenerator json, int column) throws IOException {
    FeatureColumn named = columns.get(column);
    ValueType type = named.type();
    Times times = timesByView.computeIfAbsent(named.view(), view -> times(column));
    boolean isPresent = true;
    json.writeStartObject();
    start(json, VALUES);
    for (int entity = 0; entity < vectors.size(); entity++) {
      ValueStatus status = vectors.status(entity, column);
      isPresent &= status(status) == PRESENT;
      boolean isMissing = status == ValueStatus.MISSING_ENTITY;
      JsonValues.write(json, type, isMissing ? null : vectors.value(entity, column));
    }
    json.writeEndArray();
    if (isPresent) {
      json.writeRaw(times.allPresent());
    } else {
      writeStatuses(json, column, times.texts());
    }
    json.writeEndObject();
  }

  private void writeStatuses(JsonGenerator json, int column, List<String> times)
      throws IOException {
    start(json, STATUSES);
    for (int entity = 0; entity < vectors.size(); entity++) {
      json.writeString(status(vectors.status(entity, column)));
    }
    json.writeEndArray();
    start(json, TIMES);
    for (String time : times) {
      json.writeString(time);
    }
    json.writeEndArray();
  }

  private Times times(int column) {
    List<String> texts = new ArrayList<>(vectors.size());
    for (int entity = 0; entity < vectors.size(); entity++) {
      Long time = vectors.featureTimestamp(entity, column);
      texts.add(time == null ? EPOCH : JsonValues.time(time));
    }
    return Times.of(texts);
  }

  /**
   * What all features of a view have in common.
   *
   * @param texts the time of each entity's row
   * @param allPresent statuses and times of a feature that is there for all entities, as most are
   */
  private record Times(List<String> texts, SerializableString allPresent) {
    static Times of(List<String> texts) {
      String present = "\"" + PRESENT.getValue() + "\"";
      String text =
          ",\""
              + STATUSES.getValue()
              + "\":["
              + String.join(",", Collections.nCopies(texts.size(), present))
              + "],\""
              + TIMES.getValue()
              + "\":[\""
              + String.join("\",\"", texts)
              + "\"]";
      return new Times(texts, new SerializedString(text));
    }
  }

  private static void start(JsonGenerator json, SerializableString list) throws IOException {
    json.writeFieldName(list);
    json.writeStartArray();
  }

  private static SerializableString status(ValueStatus status) {
    return switch (status) {
      case PRESENT, INCOMPLETE -> PRESENT;
      case NULL -> NULL_VALUE;
      case MISSING_ENTITY -> NOT_FOUND;
      case OUTDATED -> OUTSIDE_MAX_AGE;
    };
  }
}
