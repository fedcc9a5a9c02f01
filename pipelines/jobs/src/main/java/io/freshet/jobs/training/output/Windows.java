package io.freshet.jobs.training.output;

import io.freshet.defs.plan.ViewPlan;
import io.freshet.defs.plan.WindowPlan;
import io.freshet.jobs.derive.DerivedInputs;
import io.freshet.schemas.Field;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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

  /**
   * Of the stored features of a view.
   *
   * @param stored features and derived features of the view
   * @param since tells of each since when all events have been counted, if that is known
   */
  public static Windows of(
      ViewPlan plan, List<Field> stored, Function<Field, Optional<Long>> since) {
    List<Field> fields = plan.layout("").features();
    List<Feature> features = new ArrayList<>();
    for (Field feature : stored) {
      List<WindowPlan> windows =
          DerivedInputs.of(plan, fields.indexOf(feature)).stream()
              .map(plan.features()::get)
              .map(
                  input ->
                      plan.aggregations().get(input.aggregation()).windows().get(input.window()))
              .toList();
      features.add(new Feature(since.apply(feature).orElse(null), windows));
    }
    return new Windows(features);
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
