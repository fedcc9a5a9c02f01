package io.freshet.jobs.training.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statistics as JSON: written into manifests, and read from them. */
final class StatisticsJson {
  private StatisticsJson() {}

  static void write(SetStatistics statistics, ObjectNode json) {
    json.put("rows", statistics.rows());
    json.put("leaks", statistics.leaks());
    json.put("first_label", statistics.firstLabel());
    json.put("last_label", statistics.lastLabel());
    ArrayNode periods = json.putArray("periods");
    for (LabelPeriod period : statistics.periods()) {
      ObjectNode node = periods.addObject();
      node.put("from", period.from()).put("to", period.to()).put("labels", period.labels());
      period.incomplete().forEach(node.putArray("incomplete")::add);
    }
    ArrayNode views = json.putArray("views");
    for (ViewStatistics view : statistics.views()) {
      write(view, views.addObject());
    }
  }

  private static void write(ViewStatistics view, ObjectNode json) {
    json.put("view", view.view());
    json.put("missing", view.missing());
    json.put("too_old", view.tooOld());
    json.put("without_key", view.withoutKey());
    json.put("leaks", view.leaks());
    write(view.leakDelays(), json.putObject("leak_delay_ms"));
    json.put("future", view.future());
    write(view.ages(), json.putObject("age_ms"));
    ArrayNode features = json.putArray("features");
    for (FeatureStatistics feature : view.features()) {
      write(feature, features.addObject());
    }
  }

  private static void write(AgeStatistics ages, ObjectNode json) {
    json.put("count", ages.count());
    json.put("p50", ages.p50()).put("p90", ages.p90()).put("p99", ages.p99());
    json.put("max", ages.max());
    ArrayNode buckets = json.putArray("buckets");
    for (AgeStatistics.Bucket bucket : ages.buckets()) {
      ObjectNode node = buckets.addObject();
      node.put("from", bucket.from());
      node.put("below", bucket.below());
      node.put("count", bucket.count());
    }
  }

  private static void write(FeatureStatistics feature, ObjectNode json) {
    json.put("feature", feature.feature());
    json.put("column", feature.column());
    json.put("present", feature.present());
    json.put("empty", feature.empty());
    json.put("complete_from", feature.completeFrom());
    if (feature.completenessKnown()) {
      json.put("incomplete", feature.incomplete());
    } else {
      json.putNull("incomplete");
    }
    feature.ages().forEach(json.putArray("ages")::add);
  }

  static SetStatistics read(JsonNode json) {
    List<LabelPeriod> periods = new ArrayList<>();
    for (JsonNode node : json.required("periods")) {
      periods.add(
          new LabelPeriod(
              node.required("from").asLong(),
              node.required("to").asLong(),
              node.required("labels").asLong(),
              numbers(node.required("incomplete"))));
    }
    List<ViewStatistics> views = new ArrayList<>();
    json.required("views").forEach(view -> views.add(view(view)));
    return new SetStatistics(
        json.required("rows").asLong(),
        json.required("leaks").asLong(),
        number(json.required("first_label")),
        number(json.required("last_label")),
        periods,
        views);
  }

  private static ViewStatistics view(JsonNode json) {
    List<FeatureStatistics> features = new ArrayList<>();
    json.required("features").forEach(feature -> features.add(feature(feature)));
    return new ViewStatistics(
        json.required("view").asText(),
        json.required("missing").asLong(),
        json.required("too_old").asLong(),
        json.required("without_key").asLong(),
        json.required("leaks").asLong(),
        ages(json.required("leak_delay_ms")),
        json.required("future").asLong(),
        ages(json.required("age_ms")),
        features);
  }

  private static FeatureStatistics feature(JsonNode json) {
    return new FeatureStatistics(
        json.required("feature").asText(),
        json.required("column").asText(),
        json.required("present").asLong(),
        json.required("empty").asLong(),
        json.required("incomplete").asLong(),
        number(json.required("complete_from")),
        numbers(json.required("ages")));
  }

  private static AgeStatistics ages(JsonNode json) {
    List<AgeStatistics.Bucket> buckets = new ArrayList<>();
    for (JsonNode node : json.required("buckets")) {
      buckets.add(
          new AgeStatistics.Bucket(
              node.required("from").asLong(),
              number(node.required("below")),
              node.required("count").asLong()));
    }
    return new AgeStatistics(
        json.required("count").asLong(),
        json.required("p50").asLong(),
        json.required("p90").asLong(),
        json.required("p99").asLong(),
        json.required("max").asLong(),
        buckets);
  }

  private static @Nullable Long number(JsonNode json) {
    return json.isNull() ? null : json.asLong();
  }

  private static List<Long> numbers(JsonNode json) {
    List<Long> numbers = new ArrayList<>();
    json.forEach(number -> numbers.add(number.asLong()));
    return numbers;
  }
}
