package io.freshet.jobs.training.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.jobs.JobException;
import io.freshet.jobs.training.report.SetStatistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Manifests as JSON. */
public final class ManifestJson {
  private static final int FORMAT = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private ManifestJson() {}

  /** The manifest as text for people and programs. */
  public static String write(Manifest manifest) {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", FORMAT);
    root.put("freshet", manifest.freshet());
    root.put("created_at", manifest.createdAt());
    root.put("pipeline", manifest.pipeline());
    ObjectNode output = root.putObject("output");
    output.put("rows", manifest.statistics().rows());
    output.put("files", manifest.files());
    output.put("digest", manifest.digest());
    manifest.columns().forEach(output.putArray("columns")::add);
    ObjectNode labels = root.putObject("labels");
    labels.put("path", manifest.labels().path());
    labels.put("format", manifest.labels().format());
    labels.put("digest", manifest.labels().digest());
    labels.put("version", manifest.labels().version());
    labels.put("rows", manifest.labels().rows());
    OptionsJson.write(manifest.options(), root.putObject("options"));
    root.putObject("environment").put("offline", manifest.root());
    ObjectNode inputs = root.putObject("inputs");
    // in the order of the set's views
    manifest
        .options()
        .features()
        .forEach(request -> inputs.set(request.view(), manifest.inputs().get(request.view())));
    manifest.statistics().fill(root.putObject("statistics"));
    ObjectNode definitions = root.putObject("definitions");
    definitions.put("digest", manifest.definitions().digest());
    ArrayNode files = definitions.putArray("files");
    manifest
        .definitions()
        .texts()
        .forEach((path, text) -> files.addObject().put("path", path).put("text", text));
    return root.toPrettyString() + "\n";
  }

  /**
   * Reads a file.
   *
   * @throws JobException if it is no manifest
   */
  public static Manifest read(Path file) {
    try {
      JsonNode root = JSON.readTree(Files.readString(file));
      int format = root.required("format").asInt();
      if (format != FORMAT) {
        throw new JobException(
            file + " is a manifest of format " + format + ", which this Freshet does not know");
      }
      return read(root);
    } catch (IOException e) {
      throw new JobException("The manifest " + file + " cannot be read: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new JobException(file + " is no manifest of a training set: " + e.getMessage(), e);
    }
  }

  private static Manifest read(JsonNode root) {
    Map<String, String> texts = new LinkedHashMap<>();
    JsonNode definitions = root.required("definitions");
    definitions
        .required("files")
        .forEach(f -> texts.put(f.required("path").asText(), f.required("text").asText()));
    DefinitionFiles files = new DefinitionFiles(texts);
    if (!files.digest().equals(definitions.required("digest").asText())) {
      throw new IllegalArgumentException("its definitions were changed");
    }
    JsonNode labels = root.required("labels");
    Map<String, ObjectNode> inputs = new LinkedHashMap<>();
    root.required("inputs")
        .fields()
        .forEachRemaining(input -> inputs.put(input.getKey(), (ObjectNode) input.getValue()));
    JsonNode output = root.required("output");
    List<String> columns = new ArrayList<>();
    output.required("columns").forEach(column -> columns.add(column.asText()));
    return new Manifest(
        root.required("freshet").asText(),
        root.required("created_at").asText(),
        root.required("pipeline").asText(),
        files,
        root.required("environment").required("offline").asText(),
        OptionsJson.read(root.required("options")),
        new LabelsRead(
            labels.required("path").asText(),
            labels.required("format").asText(),
            labels.required("digest").asText(),
            labels.required("version").asLong(),
            labels.required("rows").asLong()),
        inputs,
        columns,
        output.required("files").asInt(),
        output.required("digest").asText(),
        SetStatistics.read(root.required("statistics")));
  }
}
