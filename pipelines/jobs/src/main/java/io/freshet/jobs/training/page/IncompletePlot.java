package io.freshet.jobs.training.page;

import java.util.List;

/** Over the labels' times: the share of values whose window begins before {@code complete_from}. */
final class IncompletePlot {
  private static final Plot.Area AREA = new Plot.Area(60, 14, 900, 214);
  private static final double LABELS_HEIGHT = 34;
  private static final double LABELS_BOTTOM = 292;

  private final Markup html;
  private final TrainingReport report;

  IncompletePlot(Markup html, TrainingReport report) {
    this.html = html;
    this.report = report;
  }

  void draw() {
    long incomplete =
        ReportedFeature.of(report).stream().mapToLong(f -> f.feature().knownIncomplete()).sum();
    if (incomplete == 0) {
      html.element("p", "No window is known to begin before all events have been counted.");
      return;
    }
    if (report.periods().isEmpty()) {
      html.element("p", "The statistics have no periods; the table of features has the totals.");
      return;
    }
    plot();
    html.open("ul", "class", "legend");
    for (int i = 0; i < report.views().size(); i++) {
      ViewReport view = report.views().get(i);
      long values = view.incompleteValues().stream().mapToLong(Long::longValue).sum();
      String share = Figures.share(values, view.labels() * view.features().size());
      Series.key(html, i, view.name(), ": " + share + " of its values");
    }
    html.close();
  }

  private void plot() {
    List<TrainingReport.Period> periods = report.periods();
    Plot plot =
        new Plot(
            html,
            "incompleteness",
            "Incomplete values over the labels’ times, by view",
            "For each view the share of values whose window begins before complete_from; below, the"
                + " number of labels.",
            320,
            AREA);
    long from = periods.get(0).from();
    long to = periods.get(periods.size() - 1).to();
    TimeAxis axis = new TimeAxis(from, to, plot.left, plot.right);
    plot.shares(1, 4);
    for (int i = 0; i < report.views().size(); i++) {
      plot.path(steps(plot, axis, report.views().get(i)), Series.line(i));
    }
    labels(plot, axis);
    plot.below(axis.ticks(), LABELS_BOTTOM);
    plot.end();
  }

  private String steps(Plot plot, TimeAxis axis, ViewReport view) {
    StringBuilder path = new StringBuilder();
    boolean drawing = false;
    for (int i = 0; i < report.periods().size(); i++) {
      TrainingReport.Period period = report.periods().get(i);
      if (period.labels() == 0) {
        drawing = false;
        continue;
      }
      long values = period.labels() * view.features().size();
      String y = Plot.n(plot.y(Figures.fraction(view.incompleteValues().get(i), values), 1));
      if (drawing) {
        path.append('V').append(y);
      } else {
        path.append('M').append(Plot.n(axis.x(period.from()))).append(' ').append(y);
      }
      path.append('H').append(Plot.n(axis.x(period.to())));
      drawing = true;
    }
    return path.toString();
  }

  private void labels(Plot plot, TimeAxis axis) {
    long most = report.periods().stream().mapToLong(TrainingReport.Period::labels).max().orElse(0);
    for (TrainingReport.Period period : report.periods()) {
      double x = axis.x(period.from());
      double height = LABELS_HEIGHT * Figures.fraction(period.labels(), most);
      double width = Math.max(0.5, axis.x(period.to()) - x - 1);
      plot.rectangle(x, LABELS_BOTTOM - height, width, height, "quiet");
    }
    plot.path(
        "M" + Plot.n(plot.left) + " " + Plot.n(LABELS_BOTTOM) + "H" + Plot.n(plot.right), "axis");
    plot.text(plot.left, LABELS_BOTTOM - LABELS_HEIGHT - 12, "start", "labels");
  }
}
