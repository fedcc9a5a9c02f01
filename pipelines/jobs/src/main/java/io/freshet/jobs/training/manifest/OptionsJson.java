package io.freshet.jobs.training.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.jobs.training.FeatureRequest;
import io.freshet.jobs.training.SetFormat;
import io.freshet.jobs.training.TrainingMode;
import io.freshet.jobs.training.TrainingOptions;
import io.freshet.sinks.delta.scan.TableVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The options of a set as JSON. */
final class OptionsJson {
  private static final String LATEST = "latest";

  private OptionsJson() {}

  static void write(TrainingOptions options, ObjectNode json) {
    json.put("labels", options.labels());
    json.put("label_time", options.labelTime());
    ArrayNode features = json.putArray("features");
    options.features().forEach(request -> features.add(request.toString()));
    json.put("mode", options.mode().label());
    json.put("out", options.out());
    json.put("format", options.format().label());
    json.put("inclusive", options.inclusive());
    json.set("version", version(options.version(), json));
    ObjectNode versions = json.putObject("versions");
    new TreeMap<>(options.versions())
        .forEach((view, version) -> versions.set(view, version(version, json)));
    json.put("max_age_ms", options.maxAge());
    ObjectNode keys = json.putObject("keys");
    new TreeMap<>(options.keys()).forEach(keys::put);
    json.put("prefix", options.prefix());
    json.put("with_times", options.withTimes());
    json.put("target_file_size", options.targetFileSize());
  }

  private static JsonNode version(TableVersion version, ObjectNode nodes) {
    if (version instanceof TableVersion.Number number) {
      return nodes.objectNode().put("number", number.version());
    }
    if (version instanceof TableVersion.Time time) {
      return nodes.objectNode().put("time", time.millis());
    }
    return nodes.textNode(LATEST);
  }

  static TrainingOptions read(JsonNode json) {
    List<FeatureRequest> features = new ArrayList<>();
    json.required("features").forEach(text -> features.add(FeatureRequest.parse(text.asText())));
    Map<String, TableVersion> versions = new HashMap<>();
    json.required("versions")
        .fields()
        .forEachRemaining(view -> versions.put(view.getKey(), version(view.getValue())));
    Map<String, String> keys = new HashMap<>();
    json.required("keys")
        .fields()
        .forEachRemaining(key -> keys.put(key.getKey(), key.getValue().asText()));
    JsonNode maxAge = json.required("max_age_ms");
    return TrainingOptions.of(
            json.required("labels").asText(),
            json.required("label_time").asText(),
            features,
            json.required("out").asText())
        .mode(TrainingMode.valueOf(upper(json.required("mode"))))
        .format(SetFormat.valueOf(upper(json.required("format"))))
        .inclusive(json.required("inclusive").asBoolean())
        .version(version(json.required("version")))
        .versions(versions)
        .maxAge(maxAge.isNull() ? null : Long.valueOf(maxAge.asLong()))
        .keys(keys)
        .prefix(json.required("prefix").asBoolean())
        .withTimes(json.required("with_times").asBoolean())
        .targetFileSize(json.required("target_file_size").asLong())
        .build();
  }

  private static String upper(JsonNode json) {
    return json.asText().toUpperCase(Locale.ROOT);
  }

  private static TableVersion version(JsonNode json) {
    if (json.has("number")) {
      return new TableVersion.Number(json.get("number").asLong());
    }
    if (json.has("time")) {
      return new TableVersion.Time(json.get("time").asLong());
    }
    return TableVersion.LATEST;
  }
}
