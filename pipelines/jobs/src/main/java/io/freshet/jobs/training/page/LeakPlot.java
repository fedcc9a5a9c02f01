package io.freshet.jobs.training.page;

import java.util.List;

/**
 * By view: how long after their {@code feature_timestamp} those rows became readable that a join on
 * event time would have used too early.
 */
final class LeakPlot {
  private static final Plot.Area AREA = new Plot.Area(60, 14, 900, 134);
  private static final double[] TOPS = {0.05, 0.1, 0.2, 0.3, 0.5, 1};

  private final Markup html;
  private final TrainingReport report;

  LeakPlot(Markup html, TrainingReport report) {
    this.html = html;
    this.report = report;
  }

  void draw() {
    if (!report.knowsLeaks()) {
      html.element(
          "p",
          "Recomputed values never were readable, so it is not known what would have leaked. A logged"
              + " set of the same labels tells.");
      return;
    }
    List<ViewReport> leaky = report.views().stream().filter(view -> view.leaky() > 0).toList();
    if (leaky.isEmpty()) {
      html.element("p", "Nothing to see: no row became readable after a label that it precedes.");
      return;
    }
    for (ViewReport view : leaky) {
      html.element("h3", view.name());
      html.element("p", words(view));
      if (!view.leakDelays().isEmpty()) {
        plot(view, report.views().indexOf(view));
      }
    }
  }

  private static String words(ViewReport view) {
    String text =
        "%s of the labels (%s) have a row that only a join on event time would have used."
            .formatted(Figures.share(view.leaky(), view.labels()), Figures.count(view.leaky()));
    Distribution delays = view.leakDelays();
    return delays.isEmpty()
        ? text
        : text
            + " Half of these rows became readable within %s of their feature_timestamp, nine of ten within %s, the last after %s."
                .formatted(
                    Figures.duration(delays.p50()),
                    Figures.duration(delays.p90()),
                    Figures.duration(delays.max()));
  }

  private void plot(ViewReport view, int number) {
    Distribution delays = view.leakDelays();
    Plot plot =
        new Plot(
            html,
            "leak-" + number,
            "Delay of leaking rows of " + view.name(),
            "Bars: available_at minus feature_timestamp of the rows that a join on event time would"
                + " have used, as shares of them.",
            166,
            AREA);
    DurationAxis axis = new DurationAxis(List.of(delays), plot.left, plot.right);
    long total = delays.total();
    double highest =
        delays.counts().stream()
            .mapToDouble(count -> Figures.fraction(count, total))
            .max()
            .orElse(1);
    double top = top(highest);
    plot.shares(top, 2);
    for (int bucket = axis.first; bucket <= axis.last; bucket++) {
      double y = plot.y(Figures.fraction(delays.counts().get(bucket), total), top);
      double x = axis.x(bucket);
      plot.rectangle(x + 1, y, axis.x(bucket + 1) - x - 2, plot.bottom - y, "leak");
    }
    plot.below(axis.ticks(), plot.bottom);
    plot.end();
  }

  private static double top(double share) {
    for (double top : TOPS) {
      if (share <= top) {
        return top;
      }
    }
    return 1;
  }
}
