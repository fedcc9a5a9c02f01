package io.freshet.jobs.training.page;

import java.util.List;

/** How old the rows of each view were at the labels' times: cumulative distributions. */
final class AgePlot {
  private static final Plot.Area AREA = new Plot.Area(60, 14, 900, 254);

  private final Markup html;
  private final TrainingReport report;

  AgePlot(Markup html, TrainingReport report) {
    this.html = html;
    this.report = report;
  }

  void draw() {
    List<Distribution> shown =
        report.views().stream().map(ViewReport::ages).filter(ages -> !ages.isEmpty()).toList();
    if (shown.isEmpty()) {
      html.element("p", "No label found a row, so there are no ages.");
      return;
    }
    Plot plot =
        new Plot(
            html,
            "ages",
            "Age of rows at the labels’ times, by view",
            "For each view the share of rows found that are no older than the time at the bottom."
                + " The legend has the figures.",
            286,
            AREA);
    DurationAxis axis = new DurationAxis(shown, plot.left, plot.right);
    plot.shares(1, 4);
    plot.below(axis.ticks(), plot.bottom);
    for (int i = 0; i < report.views().size(); i++) {
      Distribution ages = report.views().get(i).ages();
      if (!ages.isEmpty()) {
        plot.path(cumulative(plot, axis, ages), Series.line(i));
      }
    }
    plot.end();
    legend();
  }

  private static String cumulative(Plot plot, DurationAxis axis, Distribution ages) {
    long total = ages.total();
    long below = 0;
    StringBuilder path =
        new StringBuilder("M" + Plot.n(axis.x(axis.first)) + " " + Plot.n(plot.bottom));
    for (int bucket = axis.first; bucket <= axis.last; bucket++) {
      below += ages.counts().get(bucket);
      path.append('L').append(Plot.n(axis.x(bucket + 1))).append(' ');
      path.append(Plot.n(plot.y(Figures.fraction(below, total), 1)));
    }
    return path.toString();
  }

  private void legend() {
    html.open("ul", "class", "legend");
    for (int i = 0; i < report.views().size(); i++) {
      ViewReport view = report.views().get(i);
      Series.key(html, i, view.name(), ": " + words(view.ages()));
    }
    html.close();
  }

  private static String words(Distribution ages) {
    return ages.isEmpty()
        ? "no rows found"
        : "half no older than %s, nine of ten %s, oldest %s"
            .formatted(
                Figures.duration(ages.p50()),
                Figures.duration(ages.p90()),
                Figures.duration(ages.max()));
  }
}
