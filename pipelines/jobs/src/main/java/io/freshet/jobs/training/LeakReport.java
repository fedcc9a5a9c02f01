package io.freshet.jobs.training;

import io.freshet.defs.plan.PipelinePlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.jobs.training.manifest.Manifest;
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

/** Turns what a manifest says of a set into its leak report. */
final class LeakReport {
  private static final String AGE_TYPE = "BIGINT";

  private final PipelinePlan plan;
  private final List<ViewColumns> views;
  private final SetStatistics statistics;

  private LeakReport(PipelinePlan plan, List<ViewColumns> views, SetStatistics statistics) {
    this.plan = plan;
    this.views = views;
    this.statistics = statistics;
  }

  /**
   * The page.
   *
   * @param views the columns that the manifest's statistics are of
   * @param place where the manifest is
   */
  static String page(PipelinePlan plan, List<ViewColumns> views, Manifest manifest, String place) {
    return ReportPage.of(
        new LeakReport(plan, views, manifest.statistics()).report(manifest, place));
  }

  private TrainingReport report(Manifest manifest, String place) {
    TrainingOptions options = manifest.options();
    List<ViewReport> reports = new ArrayList<>();
    for (int i = 0; i < views.size(); i++) {
      reports.add(view(i));
    }
    return new TrainingReport(
        options.out(),
        manifest.pipeline(),
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
        ReportedInputs.of(manifest),
        place,
        manifest.digest());
  }

  private ViewReport view(int number) {
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
