package io.freshet.jobs.training.page;

import java.util.List;
import java.util.Locale;

/**
 * A figure of the page: a drawing with title and description for those who cannot see it, axes, and
 * marks in between. Coordinates are those of a drawing {@link #WIDTH} wide; y points down.
 */
final class Plot {
  static final int WIDTH = 960;

  private final Markup html;
  final double left;
  final double right;
  final double top;
  final double bottom;

  /**
   * Begins a figure.
   *
   * @param id of the drawing, unique on the page
   * @param description what can be seen, in words
   * @param height of the drawing
   * @param area where marks go
   */
  Plot(Markup html, String id, String title, String description, int height, Area area) {
    this.html = html;
    left = area.left();
    right = area.right();
    top = area.top();
    bottom = area.bottom();
    String titleId = id + "-title";
    String descriptionId = id + "-desc";
    html.open("figure").open("div", "class", "wide");
    html.open(
        "svg",
        "viewBox",
        "0 0 " + WIDTH + " " + height,
        "role",
        "img",
        "aria-labelledby",
        titleId + " " + descriptionId);
    html.element("title", title, "id", titleId);
    html.element("desc", description, "id", descriptionId);
  }

  /** Where the marks of a drawing go; axes and labels stand around it. */
  record Area(double left, double top, double right, double bottom) {}

  /** A place on an axis with what is written there. */
  record Tick(double at, String label) {}

  /** Ends the figure. */
  void end() {
    html.close().close().close();
  }

  /**
   * Draws an axis of shares on the left, with lines across.
   *
   * @param highest share at the top
   * @param steps number of lines above that of 0
   */
  void shares(double highest, int steps) {
    for (int i = 0; i <= steps; i++) {
      double share = highest * i / steps;
      double y = y(share, highest);
      path("M" + n(left) + " " + n(y) + "H" + n(right), i == 0 ? "axis" : "grid");
      text(left - 8, y + 4, "end", percent(share));
    }
  }

  /** Writes what an axis at the bottom says. */
  void below(List<Tick> ticks, double y) {
    for (Tick tick : ticks) {
      path("M" + n(tick.at()) + " " + n(y) + "v5", "axis");
      text(tick.at(), y + 19, "middle", tick.label());
    }
  }

  /** The height of a share. */
  double y(double share, double highest) {
    return bottom - (bottom - top) * (highest == 0 ? 0 : share / highest);
  }

  void text(double x, double y, String anchor, String text) {
    html.element("text", text, "x", n(x), "y", n(y), "text-anchor", anchor);
  }

  void path(String path, String style) {
    html.empty("path", "class", style, "d", path);
  }

  void rectangle(double x, double y, double width, double height, String style) {
    if (width > 0 && height > 0) {
      html.empty(
          "rect", "class", style, "x", n(x), "y", n(y), "width", n(width), "height", n(height));
    }
  }

  /** A coordinate, to a tenth. */
  static String n(double coordinate) {
    String text = String.format(Locale.ROOT, "%.1f", coordinate);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  private static String percent(double share) {
    return n(100 * share) + "\u00A0%";
  }
}
