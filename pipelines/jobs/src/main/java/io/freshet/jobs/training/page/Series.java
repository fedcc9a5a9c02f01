package io.freshet.jobs.training.page;

/** Lines of one drawing: each has its colour and, where colours run out, its dashes. */
final class Series {
  private static final int COLOURS = 6;

  private Series() {}

  /** The style of a line. */
  static String line(int number) {
    return "line s" + number % COLOURS + " d" + number / COLOURS % 3;
  }

  /** A line of a legend. */
  static void key(Markup html, int number, String name, String text) {
    html.open("li").open("svg", "class", "key long", "viewBox", "0 0 28 12", "aria-hidden", "true");
    html.empty("path", "class", line(number), "d", "M0 6H28").close();
    html.element("b", name).text(text).close();
  }
}
