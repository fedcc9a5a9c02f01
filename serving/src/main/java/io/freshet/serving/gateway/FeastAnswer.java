package io.freshet.serving.gateway;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import io.freshet.schemas.ValueType;
import io.freshet.serving.FeatureColumn;
import io.freshet.serving.FeatureVectors;
import io.freshet.serving.ValueStatus;
import java.io.IOException;
import java.util.Arrays;
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
  private static final SerializableString EPOCH = new SerializedString(JsonValues.time(0));

  private static final SerializableString VALUES = new SerializedString("values");
  private static final SerializableString STATUSES = new SerializedString("statuses");
  private static final SerializableString TIMES = new SerializedString("event_timestamps");

  private final FeastQuery query;
  private final FeatureVectors vectors;
  private final List<FeatureColumn> columns;
  private final int[] order;

  /** The times of the view written last, one per entity. */
  private final SerializableString[] times;

  private String timesOf = "";

  FeastAnswer(FeastQuery query, FeatureVectors vectors) {
    this.query = query;
    this.vectors = vectors;
    this.columns = vectors.columns();
    this.order = query.columns(vectors);
    this.times = new SerializableString[vectors.size()];
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("metadata");
    json.writeArrayFieldStart("feature_names");
    for (String key : query.request().entities().keySet()) {
      json.writeString(key);
    }
    for (int column : order) {
      json.writeString(name(columns.get(column)));
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeArrayFieldStart("results");
    for (Map.Entry<String, List<Object>> key : query.request().entities().entrySet()) {
      writeKey(json, key.getValue());
    }
    for (int column : order) {
      writeFeature(json, column);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private String name(FeatureColumn column) {
    return query.request().fullNames() ? column.view() + "__" + column.name() : column.name();
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
    if (!timesOf.equals(named.view())) {
      Arrays.setAll(times, entity -> time(entity, column));
      timesOf = named.view();
    }
    json.writeStartObject();
    start(json, VALUES);
    for (int entity = 0; entity < times.length; entity++) {
      boolean isMissing = vectors.status(entity, column) == ValueStatus.MISSING_ENTITY;
      JsonValues.write(json, type, isMissing ? null : vectors.value(entity, column));
    }
    json.writeEndArray();
    start(json, STATUSES);
    for (int entity = 0; entity < times.length; entity++) {
      json.writeString(status(vectors.status(entity, column)));
    }
    json.writeEndArray();
    start(json, TIMES);
    for (SerializableString time : times) {
      json.writeString(time);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void start(JsonGenerator json, SerializableString list) throws IOException {
    json.writeFieldName(list);
    json.writeStartArray();
  }

  private SerializableString time(int entity, int column) {
    Long time = vectors.featureTimestamp(entity, column);
    return time == null ? EPOCH : new SerializedString(JsonValues.time(time));
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
