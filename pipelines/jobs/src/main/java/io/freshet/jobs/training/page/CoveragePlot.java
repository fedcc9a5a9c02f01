package io.freshet.jobs.training.page;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Coverage by feature, least first: a bar for each of a few features; of many, the profile of all
 * and bars for those at its low end.
 */
final class CoveragePlot {
  private static final int BARS = 40;
  private static final int LOWEST = 20;
  private static final int BAR_STEP = 22;
  private static final int BAR_HEIGHT = 13;
  private static final int LABEL = 46;
  private static final Plot.Area PROFILE = new Plot.Area(60, 14, 940, 194);

  private final Markup html;
  private final List<ReportedFeature> features;

  CoveragePlot(Markup html, TrainingReport report) {
    this.html = html;
    features =
        ReportedFeature.of(report).stream()
            .sorted(
                Comparator.comparingDouble(ReportedFeature::coverage)
                    .thenComparingDouble(ReportedFeature::coverageFromEvents))
            .toList();
  }

  void draw() {
    legend();
    if (features.size() <= BARS) {
      bars(features, "Coverage by feature");
      return;
    }
    profile();
    html.element("h3", "The " + LOWEST + " features with the lowest coverage");
    bars(features.subList(0, LOWEST), "Lowest coverage");
  }

  private void legend() {
    html.open("ul", "class", "legend");
    key("mark", "a value from events");
    key("mark2", "the default");
    key("track", "no value");
    html.close();
  }

  private void key(String style, String text) {
    html.open("li").open("svg", "class", "key", "viewBox", "0 0 12 12", "aria-hidden", "true");
    html.empty("rect", "class", style, "width", "12", "height", "12").close();
    html.text(text).close();
  }

  private void profile() {
    Plot plot =
        new Plot(
            html,
            "coverage-profile",
            "Coverage of all features, lowest first",
            "%s from left to right by coverage, from %s to %s."
                .formatted(
                    Figures.count(features.size(), "feature", "features"),
                    covered(features.get(0)),
                    covered(features.get(features.size() - 1))),
            220,
            PROFILE);
    plot.rectangle(plot.left, plot.top, plot.right - plot.left, plot.bottom - plot.top, "track");
    plot.path(steps(plot, ReportedFeature::coverage), "mark2");
    plot.path(steps(plot, ReportedFeature::coverageFromEvents), "mark");
    plot.shares(1, 4);
    plot.text(plot.left, plot.bottom + 20, "start", "lowest coverage");
    plot.text(plot.right, plot.bottom + 20, "end", "highest coverage");
    plot.end();
  }

  private String steps(Plot plot, ToDoubleFunction<ReportedFeature> share) {
    double step = (plot.right - plot.left) / features.size();
    StringBuilder path = new StringBuilder("M" + Plot.n(plot.left) + " " + Plot.n(plot.bottom));
    String level = "";
    for (int i = 0; i < features.size(); i++) {
      String next = Plot.n(plot.y(share.applyAsDouble(features.get(i)), 1));
      if (!next.equals(level)) {
        path.append('H').append(Plot.n(plot.left + i * step)).append('V').append(next);
        level = next;
      }
    }
    return path + "H" + Plot.n(plot.right) + "V" + Plot.n(plot.bottom) + "Z";
  }

  private void bars(List<ReportedFeature> shown, String title) {
    int height = shown.size() * BAR_STEP + 8;
    Plot plot =
        new Plot(
            html,
            "coverage-bars",
            title,
            "One bar for each feature: the share of labels with a value, and the part of it that is"
                + " the default. The table of features has all numbers.",
            height,
            new Plot.Area(330, 4, 780, height - 4.0));
    for (int i = 0; i < shown.size(); i++) {
      bar(plot, shown.get(i), plot.top + i * BAR_STEP);
    }
    plot.end();
  }

  private void bar(Plot plot, ReportedFeature feature, double y) {
    double width = plot.right - plot.left;
    double events = width * feature.coverageFromEvents();
    double values = width * feature.coverage();
    double baseline = y + BAR_HEIGHT - 2;
    plot.text(plot.left - 10, baseline, "end", shortened(feature.label()));
    plot.rectangle(plot.left, y, width, BAR_HEIGHT, "track");
    plot.rectangle(plot.left, y, events, BAR_HEIGHT, "mark");
    plot.rectangle(plot.left + events, y, values - events, BAR_HEIGHT, "mark2");
    plot.text(plot.right + 10, baseline, "start", words(feature));
  }

  private static String words(ReportedFeature feature) {
    long defaults = feature.feature().present() - feature.fromEvents();
    return defaults == 0
        ? covered(feature)
        : covered(feature) + " · default " + Figures.share(defaults, feature.labels());
  }

  private static String covered(ReportedFeature feature) {
    return Figures.share(feature.feature().present(), feature.labels());
  }

  private static String shortened(String label) {
    return label.codePointCount(0, label.length()) <= LABEL
        ? label
        : label.substring(0, label.offsetByCodePoints(0, LABEL - 1)) + "…";
  }
}
