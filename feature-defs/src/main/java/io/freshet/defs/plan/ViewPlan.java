package io.freshet.defs.plan;

import io.freshet.schemas.Field;
import io.freshet.schemas.RowLayout;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A checked feature view. Durations are milliseconds.
 *
 * @param name its name
 * @param entity name of its entity
 * @param keys the entity's join keys
 * @param freshness target; 0: every change is published
 * @param ttl after this time without a write an online row goes; null: it stays
 * @param sources what it takes from each source
 * @param aggregations its distinct aggregations
 * @param features what it publishes, in order
 */
public record ViewPlan(
    String name,
    String entity,
    List<Field> keys,
    long freshness,
    @Nullable Long ttl,
    List<ViewSourcePlan> sources,
    List<AggregationPlan> aggregations,
    List<FeaturePlan> features)
    implements Serializable {

  public ViewPlan {
    keys = List.copyOf(keys);
    sources = List.copyOf(sources);
    aggregations = List.copyOf(aggregations);
    features = List.copyOf(features);
  }

  /** The layout of the view's rows. */
  public RowLayout layout(String pipeline) {
    return new RowLayout(pipeline, name, keys, features.stream().map(FeaturePlan::field).toList());
  }

  /** Whether some window has no lower bound, so that keys are never forgotten. */
  public boolean hasLifetime() {
    return aggregations.stream()
        .flatMap(a -> a.windows().stream())
        .anyMatch(WindowPlan::isLifetime);
  }
}
