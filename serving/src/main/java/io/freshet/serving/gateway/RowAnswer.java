package io.freshet.serving.gateway;

import com.fasterxml.jackson.core.JsonGenerator;
import io.freshet.schemas.Field;
import io.freshet.serving.FeatureColumn;
import io.freshet.serving.FeatureQuery;
import io.freshet.serving.FeatureVectors;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The features of one entity of one view, each with what is known of it.
 *
 * @param keys the view's join keys
 */
record RowAnswer(FeatureQuery query, List<Field> keys, FeatureVectors vectors)
    implements Body.Json {

  @Override
  public void write(JsonGenerator json) throws IOException {
    Long featureTimestamp = vectors.featureTimestamp(0, 0);
    json.writeStartObject();
    json.writeStringField("pipeline", query.pipeline());
    json.writeStringField("view", query.views().get(0).view());
    json.writeObjectFieldStart("key");
    Map<String, Object> entity = query.entities().get(0);
    for (Field key : keys) {
      json.writeFieldName(key.name());
      JsonValues.write(
          json, key.type(), key.type().parseValue(String.valueOf(entity.get(key.name()))));
    }
    json.writeEndObject();
    json.writeStringField("status", featureTimestamp == null ? "missing" : "found");
    writeTime(json, "feature_timestamp", featureTimestamp);
    writeTime(json, "available_at", vectors.availableAt(0, 0));
    json.writeFieldName("sequence");
    Long sequence = vectors.sequence(0, 0);
    if (sequence == null) {
      json.writeNull();
    } else {
      json.writeNumber(sequence);
    }
    json.writeObjectFieldStart("features");
    List<FeatureColumn> columns = vectors.columns();
    for (int i = 0; i < columns.size(); i++) {
      FeatureColumn column = columns.get(i);
      json.writeObjectFieldStart(column.name());
      json.writeFieldName("value");
      JsonValues.write(json, column.type(), vectors.value(0, i));
      json.writeStringField("status", vectors.status(0, i).name().toLowerCase(Locale.ROOT));
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void writeTime(JsonGenerator json, String name, @Nullable Long time)
      throws IOException {
    json.writeFieldName(name);
    if (time == null) {
      json.writeNull();
    } else {
      json.writeString(JsonValues.time(time));
    }
  }
}
