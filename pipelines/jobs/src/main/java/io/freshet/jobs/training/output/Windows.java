package io.freshet.jobs.training.output;

import io.freshet.defs.plan.WindowPlan;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far back the values of a view reach, and since when all events have been counted.
 *
 * @param features for each stored feature what is known
 */
public record Windows(List<Feature> features) implements Serializable {

  public Windows {
    features = List.copyOf(features);
  }

  /**
   * A feature.
   *
   * @param completeFrom since when all events have been counted, UTC milliseconds; null: not known
   * @param windows the windows that its value depends on
   */
  public record Feature(@Nullable Long completeFrom, List<WindowPlan> windows)
      implements Serializable {
    public Feature {
      windows = List.copyOf(windows);
    }

    /** Since when all events have been counted. */
    public Optional<Long> since() {
      return Optional.ofNullable(completeFrom);
    }
  }

  /** Of a number of features of which nothing is known. */
  public static Windows unknown(int features) {
    return new Windows(Collections.nCopies(features, new Feature(null, List.of())));
  }

  /**
   * Whether a window reaches back before all events were counted. Lifetime has no beginning that it
   * could miss.
   */
  boolean isIncomplete(int position, long asOf) {
    Feature feature = features.get(position);
    Long since = feature.completeFrom();
    if (since != null) {
      for (WindowPlan window : feature.windows()) {
        if (!window.isLifetime() && window.lowerBound(asOf) < since) {
          return true;
        }
      }
    }
    return false;
  }
}
