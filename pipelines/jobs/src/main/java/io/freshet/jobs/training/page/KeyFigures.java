package io.freshet.jobs.training.page;

import java.util.List;
import java.util.function.ToLongFunction;

/** The figures that a reader wants first. */
final class KeyFigures {
  private final Markup html;
  private final TrainingReport report;

  KeyFigures(Markup html, TrainingReport report) {
    this.html = html;
    this.report = report;
  }

  void draw() {
    html.open("dl", "class", "figures");
    long lookups = sum(ViewReport::labels);
    long values = report.labels() * report.features();
    figure("Labels", Figures.count(report.labels()), "a row each");
    figure(
        "Features",
        Figures.count(report.features()),
        Figures.count(report.views().size(), "view", "views"));
    leaks();
    figure(
        "Row found",
        Figures.share(sum(ViewReport::found), lookups),
        "no row %s · too old %s · no key %s"
            .formatted(
                Figures.count(sum(ViewReport::missing)),
                Figures.count(sum(ViewReport::tooOld)),
                Figures.count(sum(ViewReport::noKey))));
    figure(
        "Coverage", Figures.share(sumOfFeatures(FeatureReport::present), values), "of all values");
    figure("Defaults", Figures.share(sumOfFeatures(FeatureReport::empty), values), "of all values");
    figure(
        "Incomplete",
        Figures.share(sumOfFeatures(FeatureReport::knownIncomplete), values),
        "of all values");
    html.close();
  }

  private void leaks() {
    if (report.knowsLeaks()) {
      figure("Values from the future", Figures.count(report.future()), "checked for every row");
      figure(
          "Would have leaked",
          Figures.share(report.leaky(), report.labels()),
          Figures.count(report.leaky(), "label", "labels") + " in a join on event time");
    } else {
      figure("Would have leaked", Figures.NONE, "known of logged values only");
    }
  }

  private void figure(String name, String value, String note) {
    html.open("div").element("dt", name).open("dd").element("b", value);
    html.element("small", note).close().close();
  }

  private long sum(ToLongFunction<ViewReport> count) {
    return report.views().stream().mapToLong(count).sum();
  }

  private long sumOfFeatures(ToLongFunction<FeatureReport> count) {
    return report.views().stream()
        .map(ViewReport::features)
        .flatMap(List::stream)
        .mapToLong(count)
        .sum();
  }
}
