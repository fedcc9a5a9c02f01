package io.freshet.jobs.training.page;

/** All numbers of all features. Cells carry the number that the script sorts by. */
final class FeatureTable {
  private final Markup html;
  private final TrainingReport report;

  FeatureTable(Markup html, TrainingReport report) {
    this.html = html;
    this.report = report;
  }

  void draw() {
    html.open("div", "class", "wide").open("table", "id", "feature-table");
    html.open("thead").open("tr");
    html.element("th", "Feature", "scope", "col", "class", "l");
    html.element("th", "View", "scope", "col", "class", "l");
    head("Coverage");
    head("Defaults");
    head("Age: half within");
    html.element("th", "Ages", "scope", "col", "class", "l still");
    head("Incomplete");
    head("Complete from");
    head("Would leak");
    html.close().close().open("tbody");
    for (ViewReport view : report.views()) {
      view.features().forEach(feature -> row(view, feature));
    }
    html.close().close().close();
  }

  private void head(String text) {
    html.element("th", text, "scope", "col");
  }

  private void row(ViewReport view, FeatureReport feature) {
    html.open("tr").open("th", "scope", "row");
    html.text(feature.name()).element("small", feature.type()).close();
    html.element("td", view.name(), "class", "l");
    share(feature.present(), view.labels());
    share(feature.empty(), view.labels());
    ages(feature.ages());
    html.open("td", "class", "l");
    Sparkline.draw(html, feature.ages());
    html.close();
    incomplete(feature, view.labels());
    completeFrom(feature);
    if (report.knowsLeaks()) {
      share(feature.leaky(), view.labels());
    } else {
      html.element("td", Figures.NONE, "data-v", "-1");
    }
    html.close();
  }

  private void share(long part, long whole) {
    html.open("td", "data-v", Long.toString(part));
    html.text(Figures.share(part, whole)).element("small", Figures.count(part)).close();
  }

  private void ages(Distribution ages) {
    if (ages.isEmpty()) {
      html.element("td", Figures.NONE, "data-v", "-1");
      return;
    }
    html.open("td", "data-v", Long.toString(ages.p50())).text(Figures.duration(ages.p50()));
    html.element(
        "small",
        "p90 %s · p99 %s · max %s"
            .formatted(
                Figures.duration(ages.p90()),
                Figures.duration(ages.p99()),
                Figures.duration(ages.max())));
    html.close();
  }

  private void incomplete(FeatureReport feature, long labels) {
    if (feature.incomplete() == null) {
      html.element("td", "not known", "data-v", "-1");
    } else {
      share(feature.incomplete(), labels);
    }
  }

  private void completeFrom(FeatureReport feature) {
    Long time = feature.completeFrom();
    if (time == null) {
      html.element("td", feature.incomplete() == null ? "not known" : "always", "data-v", "");
    } else {
      html.element("td", Figures.time(time), "data-v", Long.toString(time));
    }
  }
}
