package io.freshet.jobs.training.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.jobs.training.wire.ViewColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a training set. Times are UTC milliseconds.
 *
 * @param rows number of rows, one for each label
 * @param leaks labels that a join by event time would have let see the future, in any view
 * @param firstLabel time of the first label; null without labels
 * @param lastLabel time of the last label; null without labels
 * @param periods the labels over time, in equal steps
 * @param views its views, in their order
 */
public record SetStatistics(
    long rows,
    long leaks,
    @Nullable Long firstLabel,
    @Nullable Long lastLabel,
    List<LabelPeriod> periods,
    List<ViewStatistics> views) {

  public SetStatistics {
    periods = List.copyOf(periods);
    views = List.copyOf(views);
  }

  /**
   * The statistics that counts come to.
   *
   * @param complete for each view since when all events have been counted, by stored feature, where
   *     that is known
   */
  public static SetStatistics of(
      SetTally tally, List<ViewColumns> views, List<Map<String, Long>> complete) {
    List<ViewStatistics> statistics = new ArrayList<>();
    for (int i = 0; i < views.size(); i++) {
      statistics.add(view(tally.views.get(i), views.get(i), complete.get(i)));
    }
    return new SetStatistics(
        tally.rows,
        tally.leaks,
        tally.periods.first(),
        tally.periods.last(),
        tally.periods.periods(),
        statistics);
  }

  private static ViewStatistics view(
      ViewTally tally, ViewColumns view, Map<String, Long> complete) {
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
              complete.get(stored),
              Arrays.stream(tally.valueAges[i]).boxed().toList()));
    }
    return new ViewStatistics(
        view.view(),
        tally.missing,
        tally.tooOld,
        tally.withoutKey,
        tally.leaks,
        AgeStatistics.of(tally.leakDelays),
        tally.future,
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
    StatisticsJson.write(this, json);
  }

  /** Reads what {@link #fill} wrote. */
  public static SetStatistics read(JsonNode json) {
    return StatisticsJson.read(json);
  }
}
