package io.freshet.jobs.training.page;

/** What became of the labels in each view. */
final class ViewTable {
  private final Markup html;
  private final TrainingReport report;

  ViewTable(Markup html, TrainingReport report) {
    this.html = html;
    this.report = report;
  }

  void draw() {
    html.open("div", "class", "wide").open("table").open("thead").open("tr");
    html.element("th", "View", "scope", "col", "class", "l");
    for (String head :
        new String[] {
          "Features", "Row found", "No row", "Too old", "No key", "Would leak", "Age: half within"
        }) {
      html.element("th", head, "scope", "col");
    }
    html.close().close().open("tbody");
    report.views().forEach(this::row);
    html.close().close().close();
  }

  private void row(ViewReport view) {
    html.open("tr").open("th", "scope", "row").text(view.name());
    if (!view.description().isBlank()) {
      html.element("small", view.description());
    }
    html.close();
    html.element("td", Figures.count(view.features().size()));
    share(view.found(), view);
    share(view.missing(), view);
    share(view.tooOld(), view);
    share(view.noKey(), view);
    if (report.knowsLeaks()) {
      share(view.leaky(), view);
    } else {
      html.element("td", Figures.NONE);
    }
    ages(view.ages());
    html.close();
  }

  private void share(long part, ViewReport view) {
    html.open("td").text(Figures.share(part, view.labels()));
    html.element("small", Figures.count(part)).close();
  }

  private void ages(Distribution ages) {
    html.open("td");
    if (ages.isEmpty()) {
      html.text(Figures.NONE);
    } else {
      html.text(Figures.duration(ages.p50()));
      html.element(
          "small",
          "p90 %s · p99 %s · max %s"
              .formatted(
                  Figures.duration(ages.p90()),
                  Figures.duration(ages.p99()),
                  Figures.duration(ages.max())));
    }
    html.close();
  }
}
