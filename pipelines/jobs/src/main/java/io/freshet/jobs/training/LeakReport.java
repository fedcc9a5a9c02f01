package io.freshet.jobs.training;

import io.freshet.defs.plan.PipelinePlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.jobs.training.page.FeatureReport;
import io.freshet.jobs.training.page.ReportPage;
import io.freshet.jobs.training.page.TrainingReport;
import io.freshet.jobs.training.page.ViewReport;
import io.freshet.jobs.training.report.FeatureStatistics;
import io.freshet.jobs.training.report.LabelPeriod;
import io.freshet.jobs.training.report.SetStatistics;
import io.freshet.jobs.training.report.ViewStatistics;
import io.freshet.jobs.training.wire.ViewColumns;
import io.freshet.schemas.Field;
import java.util.ArrayList;
import java.util.List;
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
        ReportedInputs.of(views, joins),
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
        AgeDistributions.of(view.ages()),
        AgeDistributions.of(view.leakDelays()),
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
    Long completeFrom = feature.completeFrom();
    return new FeatureReport(
        feature.feature(),
        type,
        feature.present(),
        feature.empty(),
        completeFrom == null || completeFrom == Long.MIN_VALUE ? null : completeFrom,
        completeFrom == null ? null : feature.incomplete(),
        view.leaks(),
        AgeDistributions.of(feature.ages(), view.ages().max()));
  }
}
