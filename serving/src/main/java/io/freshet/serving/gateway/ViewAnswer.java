package io.freshet.serving.gateway;

import com.fasterxml.jackson.core.JsonGenerator;
import io.freshet.schemas.Field;
import io.freshet.schemas.PublishedAge;
import io.freshet.schemas.PublishedLayout;
import io.freshet.schemas.ValueType;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A view as the catalogue shows it: what its definition says, and what the pipeline has published
 * of it.
 *
 * @param published empty if the pipeline has not run yet
 */
record ViewAnswer(CatalogueView view, Optional<PublishedLayout> published) implements Body.Json {

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", view.name());
    json.writeStringField("entity", view.entity());
    writeText(json, "description", view.description());
    writeText(json, "owner", view.owner());
    json.writeObjectFieldStart("tags");
    for (Map.Entry<String, String> tag : view.tags().entrySet()) {
      json.writeStringField(tag.getKey(), tag.getValue());
    }
    json.writeEndObject();
    json.writeNumberField("freshness_ms", view.freshness().toMillis());
    json.writeBooleanField("published", published.isPresent());
    json.writeArrayFieldStart("keys");
    if (published.isPresent()) {
      for (Field key : published.get().layout().keys()) {
        json.writeStartObject();
        writeField(json, key);
        json.writeEndObject();
      }
    }
    json.writeEndArray();
    json.writeArrayFieldStart("features");
    if (published.isPresent()) {
      writeFeatures(json, published.get());
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeFeatures(JsonGenerator json, PublishedLayout layout) throws IOException {
    for (Field feature : layout.layout().features()) {
      json.writeStartObject();
      writeField(json, feature);
      writeText(json, "default", layout.defaults().get(feature.name()));
      Long window = layout.windows().get(feature.name());
      json.writeFieldName("window_ms");
      if (window == null) {
        json.writeNull();
      } else {
        json.writeNumber(window);
      }
      Long since = layout.completeFrom().get(feature.name());
      writeText(json, "complete_from", since == null ? null : JsonValues.time(since));
      json.writeEndObject();
    }
    for (PublishedAge age : layout.ages()) {
      json.writeStartObject();
      writeField(json, new Field(age.name(), ValueType.BIGINT));
      json.writeStringField("age_of", age.feature());
      json.writeStringField("unit", age.unit().name().toLowerCase(Locale.ROOT));
      json.writeEndObject();
    }
  }

  private static void writeField(JsonGenerator json, Field field) throws IOException {
    json.writeStringField("name", field.name());
    json.writeStringField("type", field.type().toString());
  }

  private static void writeText(JsonGenerator json, String name, @Nullable String text)
      throws IOException {
    if (text == null) {
      json.writeNullField(name);
    } else {
      json.writeStringField(name, text);
    }
  }
}
