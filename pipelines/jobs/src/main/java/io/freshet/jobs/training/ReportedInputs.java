package io.freshet.jobs.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.jobs.training.manifest.LabelsRead;
import io.freshet.jobs.training.manifest.Manifest;
import io.freshet.jobs.training.page.TrainingReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a set was made of, as its manifest says it, in words. */
final class ReportedInputs {
  private ReportedInputs() {}

  /** Labels, definitions, and what was read for each view. */
  static List<TrainingReport.Input> of(Manifest manifest) {
    List<TrainingReport.Input> inputs = new ArrayList<>();
    LabelsRead labels = manifest.labels();
    String version = labels.version() < 0 ? "" : "version " + labels.version() + ", ";
    inputs.add(
        new TrainingReport.Input(
            "Labels read", labels.format() + ", " + version + "digest " + labels.digest()));
    inputs.add(
        new TrainingReport.Input("Definitions", "digest " + manifest.definitions().digest()));
    manifest
        .options()
        .features()
        .forEach(request -> inputs.add(input(request.view(), manifest.inputs())));
    return inputs;
  }

  private static TrainingReport.Input input(String view, Map<String, ObjectNode> inputs) {
    return new TrainingReport.Input(
        "View " + view,
        Optional.ofNullable(inputs.get(view)).map(ReportedInputs::words).orElse(""));
  }

  /** What stands in a manifest, for people. */
  private static String words(JsonNode json) {
    if (json.isArray()) {
      List<String> parts = new ArrayList<>();
      json.forEach(part -> parts.add(words(part)));
      return String.join("; ", parts);
    }
    List<String> facts = new ArrayList<>();
    json.fields()
        .forEachRemaining(
            fact ->
                facts.add(
                    fact.getValue().isContainerNode()
                        ? words(fact.getValue())
                        : fact.getKey() + " " + value(fact)));
    return json.isValueNode() ? json.asText() : String.join(", ", facts);
  }

  /** Times are numbers in a manifest. */
  private static String value(Map.Entry<String, JsonNode> fact) {
    return fact.getKey().endsWith("_at") && fact.getValue().isIntegralNumber()
        ? Instant.ofEpochMilli(fact.getValue().asLong()).toString()
        : fact.getValue().asText();
  }
}
