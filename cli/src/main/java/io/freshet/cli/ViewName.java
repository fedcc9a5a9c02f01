package io.freshet.cli;

import org.jspecify.annotations.Nullable;

/**
 * A view as people name it.
 *
 * @param pipeline the pipeline; null if it was not given
 * @param view the view
 */
record ViewName(@Nullable String pipeline, String view) {

  /**
   * Reads {@code VIEW} or {@code PIPELINE/VIEW}.
   *
   * @param option the pipeline from another place
   */
  static ViewName parse(String text, @Nullable String option) {
    int slash = text.indexOf('/');
    String before = slash < 0 ? null : text.substring(0, slash);
    String view = text.substring(slash + 1);
    if (view.isEmpty() || view.indexOf('/') >= 0 || "".equals(before)) {
      throw new InputException("'" + text + "' names no view; write VIEW or PIPELINE/VIEW");
    }
    if (before != null && option != null && !before.equals(option)) {
      throw new InputException(
          "'" + text + "' is in pipeline '" + before + "', but --pipeline says '" + option + "'");
    }
    return new ViewName(before == null ? option : before, view);
  }
}
