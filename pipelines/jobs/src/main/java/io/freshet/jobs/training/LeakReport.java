package io.freshet.jobs.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.defs.plan.PipelinePlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.jobs.training.page.Distribution;
import io.freshet.jobs.training.page.FeatureReport;
import io.freshet.jobs.training.page.ReportPage;
import io.freshet.jobs.training.page.TrainingReport;
import io.freshet.jobs.training.page.ViewReport;
import io.freshet.jobs.training.report.AgeCounts;
import io.freshet.jobs.training.report.AgeStatistics;
import io.freshet.jobs.training.report.FeatureStatistics;
import io.freshet.jobs.training.report.LabelPeriod;
import io.freshet.jobs.training.report.SetStatistics;
import io.freshet.jobs.training.report.ViewStatistics;
import io.freshet.jobs.training.wire.ViewColumns;
import io.freshet.schemas.Field;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Turns the statistics of a set into its leak report. */
final class LeakReport {
  private static final String AGE_TYPE = "BIGINT";

  private final PipelinePlan plan;
  private final TrainingOptions options;
  private final List<ViewColumns> views;
  private final List<ViewJoin> joins;

  private LeakReport(
      PipelinePlan plan, TrainingOptions options, List<ViewColumns> views, List<ViewJoin> joins) {
    this.plan = plan;
    this.options = options;
    this.views = views;
    this.joins = joins;
  }

  /** Where the report of a set is. */
  static String path(String out) {
    return out + ".report.html";
  }

  /**
   * The page.
   *
   * @param joins what the values of each view are from
   * @param manifest where the manifest is
   * @param digest of the set's rows
   */
  static String page(
      PipelinePlan plan,
      TrainingOptions options,
      List<ViewColumns> views,
      List<ViewJoin> joins,
      SetStatistics statistics,
      String manifest,
      String digest) {
    return ReportPage.of(
        new LeakReport(plan, options, views, joins).report(statistics, manifest, digest));
  }

  private TrainingReport report(SetStatistics statistics, String manifest, String digest) {
    List<ViewReport> reports = new ArrayList<>();
    for (int i = 0; i < views.size(); i++) {
      reports.add(view(statistics, i));
    }
    return new TrainingReport(
        options.out(),
        plan.name(),
        switch (options.mode()) {
          case LOGGED -> TrainingReport.Mode.LOGGED;
          case RECOMPUTED -> TrainingReport.Mode.RECOMPUTED;
        },
        options.inclusive(),
        options.labels(),
        options.labelTime(),
        statistics.rows(),
        statistics.firstLabel(),
        statistics.lastLabel(),
        options.maxAge(),
        statistics.views().stream().mapToLong(ViewStatistics::future).sum(),
        statistics.leaks(),
        statistics.periods().stream()
            .map(period -> new TrainingReport.Period(period.from(), period.to(), period.labels()))
            .toList(),
        reports,
        inputs(),
        manifest,
        digest);
  }

  private ViewReport view(SetStatistics statistics, int number) {
    ViewStatistics view = statistics.views().get(number);
    long without = view.missing() + view.tooOld() + view.withoutKey();
    List<FeatureReport> features = new ArrayList<>();
    for (int i = 0; i < view.features().size(); i++) {
      features.add(feature(view, view.features().get(i), type(views.get(number), i)));
    }
    return new ViewReport(
        view.view(),
        about(plan.view(view.view())),
        statistics.rows() - without,
        view.missing(),
        view.tooOld(),
        view.withoutKey(),
        view.leaks(),
        distribution(view.ages()),
        distribution(view.leakDelays()),
        statistics.periods().stream()
            .map(LabelPeriod::incomplete)
            .map(incomplete -> incomplete.get(number))
            .toList(),
        features);
  }

  private static String about(ViewPlan view) {
    return "entity "
        + view.entity()
        + ", by "
        + view.keys().stream().map(Field::name).collect(Collectors.joining(", "));
  }

  private static String type(ViewColumns view, int column) {
    ViewColumns.Output output = view.output().get(column);
    return output.ageUnit() != null
        ? AGE_TYPE
        : view.stored().get(output.position()).type().toString();
  }

  private static FeatureReport feature(
      ViewStatistics view, FeatureStatistics feature, String type) {
    return new FeatureReport(
        feature.feature(),
        type,
        feature.present(),
        feature.empty(),
        feature.completeFrom(),
        feature.completeFrom() == null ? null : feature.incomplete(),
        view.leaks(),
        distribution(feature.ages(), view.ages().max()));
  }

  private static Distribution distribution(AgeStatistics ages) {
    return new Distribution(
        AgeCounts.BOUNDS,
        ages.buckets().stream().map(AgeStatistics.Bucket::count).toList(),
        ages.p50(),
        ages.p90(),
        ages.p99(),
        ages.max());
  }

  /** Of a feature only the buckets are known; so its quantiles are bounds of them. */
  private static Distribution distribution(List<Long> counts, long max) {
    return new Distribution(
        AgeCounts.BOUNDS,
        counts,
        bound(counts, 0.5, max),
        bound(counts, 0.9, max),
        bound(counts, 0.99, max),
        bound(counts, 1, max));
  }

  private static long bound(List<Long> counts, double share, long max) {
    long total = counts.stream().mapToLong(Long::longValue).sum();
    long rank = (long) Math.ceil(share * total);
    long seen = 0;
    for (int i = 0; i < AgeCounts.BOUNDS.size() && rank > 0; i++) {
      seen += counts.get(i);
      if (seen >= rank) {
        return Math.min(AgeCounts.BOUNDS.get(i), max);
      }
    }
    return rank == 0 ? 0 : max;
  }

  /** Times are numbers in a manifest. */
  private static String text(Map.Entry<String, JsonNode> fact) {
    return fact.getKey().endsWith("_at") && fact.getValue().isIntegralNumber()
        ? Instant.ofEpochMilli(fact.getValue().asLong()).toString()
        : fact.getValue().asText();
  }

  private List<TrainingReport.Input> inputs() {
    List<TrainingReport.Input> inputs = new ArrayList<>();
    for (int i = 0; i < views.size(); i++) {
      ObjectNode json = new ObjectMapper().createObjectNode();
      joins.get(i).describe(json);
      List<String> facts = new ArrayList<>();
      json.fields().forEachRemaining(fact -> facts.add(fact.getKey() + " " + text(fact)));
      inputs.add(new TrainingReport.Input(views.get(i).view(), String.join(", ", facts)));
    }
    return inputs;
  }
}
