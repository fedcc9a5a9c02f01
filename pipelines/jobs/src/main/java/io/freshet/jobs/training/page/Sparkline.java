package io.freshet.jobs.training.page;

import java.util.Collections;

/** A distribution as a histogram of the height of a line; the figures stand beside it. */
final class Sparkline {
  private static final int HEIGHT = 16;
  private static final int STEP = 3;

  private Sparkline() {}

  static void draw(Markup html, Distribution distribution) {
    if (distribution.isEmpty()) {
      return;
    }
    int width = distribution.counts().size() * STEP;
    html.open("svg", "class", "spark", "viewBox", "0 0 " + width + " 16", "aria-hidden", "true");
    html.empty("path", "d", bars(distribution));
    html.close();
  }

  private static String bars(Distribution distribution) {
    long most = Collections.max(distribution.counts());
    StringBuilder path = new StringBuilder();
    int x = 0;
    for (long count : distribution.counts()) {
      if (count > 0) {
        long height = Math.max(1, Math.round(HEIGHT * Figures.fraction(count, most)));
        path.append('M').append(x).append(' ').append(HEIGHT).append("v-").append(height);
        path.append("h2v").append(height).append('z');
      }
      x += STEP;
    }
    return path.toString();
  }
}
