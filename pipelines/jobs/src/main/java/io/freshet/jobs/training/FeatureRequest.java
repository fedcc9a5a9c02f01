package io.freshet.jobs.training;

import io.freshet.jobs.JobException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * Features of a view that a set shall have.
 *
 * @param view the view
 * @param features names of features or ages, in the order of the set's columns; none: all of them
 */
public record FeatureRequest(String view, List<String> features) implements Serializable {

  public FeatureRequest {
    features = List.copyOf(features);
  }

  /**
   * Reads {@code VIEW} or {@code VIEW:FEATURE,FEATURE}.
   *
   * @throws JobException if the text has another form
   */
  public static FeatureRequest parse(String text) {
    int colon = text.indexOf(':');
    String view = colon < 0 ? text : text.substring(0, colon);
    List<String> features =
        colon < 0
            ? List.of()
            : Arrays.stream(text.substring(colon + 1).split(",", -1)).map(String::trim).toList();
    if (view.isBlank() || features.contains("")) {
      throw new JobException(
          "'" + text + "' names no features; write VIEW or VIEW:FEATURE,FEATURE,...");
    }
    return new FeatureRequest(view.trim(), features);
  }

  /** The form that {@link #parse} reads. */
  @Override
  public String toString() {
    return features.isEmpty() ? view : view + ":" + String.join(",", features);
  }
}
