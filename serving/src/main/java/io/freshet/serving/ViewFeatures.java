package io.freshet.serving;

import java.util.List;

/**
 * Features of a view that are asked for.
 *
 * @param view name of the view
 * @param features names of features and ages, in the order in which they are wanted; all, in the
 *     order of their definition, if there are none
 */
public record ViewFeatures(String view, List<String> features) {

  public ViewFeatures {
    features = List.copyOf(features);
  }

  /** Features of a view by their names; all if there are none. */
  public static ViewFeatures of(String view, String... features) {
    return new ViewFeatures(view, List.of(features));
  }

  /**
   * Reads {@code view}, or {@code view:feature,feature}.
   *
   * @throws FeatureRequestException if a name is missing
   */
  public static ViewFeatures parse(String text) {
    int colon = text.indexOf(':');
    String view = (colon < 0 ? text : text.substring(0, colon)).trim();
    List<String> features =
        colon < 0
            ? List.of()
            : List.of(text.substring(colon + 1).split(",", -1)).stream().map(String::trim).toList();
    if (view.isEmpty() || features.contains("")) {
      throw new FeatureRequestException(
          "'" + text + "' names no features; write VIEW, or VIEW:FEATURE,FEATURE");
    }
    return new ViewFeatures(view, features);
  }
}
