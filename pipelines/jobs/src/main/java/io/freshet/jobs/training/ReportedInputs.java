package io.freshet.jobs.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.jobs.training.page.TrainingReport;
import io.freshet.jobs.training.wire.ViewColumns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What values were read from, as manifests say it, in words. */
final class ReportedInputs {
  private ReportedInputs() {}

  /** By view. */
  static List<TrainingReport.Input> of(List<ViewColumns> views, List<ViewJoin> joins) {
    List<TrainingReport.Input> inputs = new ArrayList<>();
    for (int i = 0; i < views.size(); i++) {
      ObjectNode json = new ObjectMapper().createObjectNode();
      joins.get(i).describe(json);
      inputs.add(new TrainingReport.Input(views.get(i).view(), words(json)));
    }
    return inputs;
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
