package io.freshet.jobs.training.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.jobs.training.wire.ViewColumns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is known of a training set.
 *
 * @param rows number of rows, one for each label
 * @param views its views, in their order
 */
public record SetStatistics(long rows, List<ViewStatistics> views) {

  public SetStatistics {
    views = List.copyOf(views);
  }

  /**
   * The statistics that counts come to.
   *
   * @param complete for each view the features of which it is known since when all events have been
   *     counted
   */
  public static SetStatistics of(
      SetTally tally, List<ViewColumns> views, List<Set<String>> complete) {
    List<ViewStatistics> statistics = new ArrayList<>();
    for (int i = 0; i < views.size(); i++) {
      statistics.add(view(tally.views.get(i), views.get(i), complete.get(i)));
    }
    return new SetStatistics(tally.rows, statistics);
  }

  private static ViewStatistics view(ViewTally tally, ViewColumns view, Set<String> complete) {
    List<FeatureStatistics> features = new ArrayList<>();
    for (int i = 0; i < view.output().size(); i++) {
      ViewColumns.Output output = view.output().get(i);
      String stored = view.stored().get(output.position()).name();
      features.add(
          new FeatureStatistics(
              output.feature(),
              output.column(),
              tally.present[i],
              tally.empty[i],
              tally.incomplete[i],
              complete.contains(stored)));
    }
    return new ViewStatistics(
        view.view(),
        tally.missing,
        tally.tooOld,
        tally.withoutKey,
        tally.leaks,
        AgeStatistics.of(tally.ages),
        features);
  }

  /** Share of labels with a value that is not NULL, by column of the set; 0 without labels. */
  public Map<String, Double> coverage() {
    Map<String, Double> coverage = new LinkedHashMap<>();
    for (ViewStatistics view : views) {
      for (FeatureStatistics feature : view.features()) {
        coverage.put(feature.column(), rows == 0 ? 0 : (double) feature.present() / rows);
      }
    }
    return coverage;
  }

  /** Fills {@code json}. */
  public void fill(ObjectNode json) {
    json.put("rows", rows);
    ArrayNode list = json.putArray("views");
    for (ViewStatistics view : views) {
      fill(list.addObject(), view);
    }
  }

  private void fill(ObjectNode json, ViewStatistics view) {
    json.put("view", view.view());
    json.put("missing", view.missing());
    json.put("too_old", view.tooOld());
    json.put("without_key", view.withoutKey());
    json.put("leaks", view.leaks());
    AgeStatistics ages = view.ages();
    ObjectNode age = json.putObject("age_ms");
    age.put("count", ages.count());
    age.put("p50", ages.p50()).put("p90", ages.p90()).put("p99", ages.p99());
    age.put("max", ages.max());
    ArrayNode buckets = age.putArray("buckets");
    for (AgeStatistics.Bucket bucket : ages.buckets()) {
      ObjectNode node = buckets.addObject();
      node.put("from", bucket.from());
      node.put("below", bucket.below());
      node.put("count", bucket.count());
    }
    ArrayNode features = json.putArray("features");
    for (FeatureStatistics feature : view.features()) {
      ObjectNode node = features.addObject();
      node.put("feature", feature.feature());
      node.put("column", feature.column());
      node.put("present", feature.present());
      node.put("empty", feature.empty());
      if (feature.completenessKnown()) {
        node.put("incomplete", feature.incomplete());
      } else {
        node.putNull("incomplete");
      }
    }
  }

  /** Reads what {@link #fill} wrote. */
  public static SetStatistics read(JsonNode json) {
    List<ViewStatistics> views = new ArrayList<>();
    json.required("views").forEach(view -> views.add(view(view)));
    return new SetStatistics(json.required("rows").asLong(), views);
  }

  private static ViewStatistics view(JsonNode json) {
    List<FeatureStatistics> features = new ArrayList<>();
    for (JsonNode node : json.required("features")) {
      features.add(
          new FeatureStatistics(
              node.required("feature").asText(),
              node.required("column").asText(),
              node.required("present").asLong(),
              node.required("empty").asLong(),
              node.required("incomplete").asLong(),
              !node.required("incomplete").isNull()));
    }
    JsonNode age = json.required("age_ms");
    List<AgeStatistics.Bucket> buckets = new ArrayList<>();
    for (JsonNode node : age.required("buckets")) {
      JsonNode below = node.required("below");
      buckets.add(
          new AgeStatistics.Bucket(
              node.required("from").asLong(),
              below.isNull() ? null : below.asLong(),
              node.required("count").asLong()));
    }
    return new ViewStatistics(
        json.required("view").asText(),
        json.required("missing").asLong(),
        json.required("too_old").asLong(),
        json.required("without_key").asLong(),
        json.required("leaks").asLong(),
        new AgeStatistics(
            age.required("count").asLong(),
            age.required("p50").asLong(),
            age.required("p90").asLong(),
            age.required("p99").asLong(),
            age.required("max").asLong(),
            buckets),
        features);
  }
}
