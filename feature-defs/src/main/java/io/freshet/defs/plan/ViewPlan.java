package io.freshet.defs.plan;

import io.freshet.schemas.Field;
import io.freshet.schemas.RowLayout;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;
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
 * @param features the aggregated values that it publishes, in order
 * @param derived the values that it publishes after those. They stand in the order of their
 *     definition, except that one that an earlier one uses stands before that, so that each uses
 *     only those before it
 * @param ages what readers compute from its rows, in the order of definition
 * @param offline how its rows are logged
 */
public record ViewPlan(
    String name,
    String entity,
    List<Field> keys,
    long freshness,
    @Nullable Long ttl,
    List<ViewSourcePlan> sources,
    List<AggregationPlan> aggregations,
    List<FeaturePlan> features,
    List<DerivedPlan> derived,
    List<AgePlan> ages,
    OfflinePlan offline)
    implements Serializable {

  public ViewPlan {
    keys = List.copyOf(keys);
    sources = List.copyOf(sources);
    aggregations = List.copyOf(aggregations);
    features = List.copyOf(features);
    derived = List.copyOf(derived);
    ages = List.copyOf(ages);
  }

  /** A view whose rows are logged as by default. */
  public ViewPlan(
      String name,
      String entity,
      List<Field> keys,
      long freshness,
      @Nullable Long ttl,
      List<ViewSourcePlan> sources,
      List<AggregationPlan> aggregations,
      List<FeaturePlan> features,
      List<DerivedPlan> derived,
      List<AgePlan> ages) {
    this(
        name,
        entity,
        keys,
        freshness,
        ttl,
        sources,
        aggregations,
        features,
        derived,
        ages,
        OfflinePlan.DEFAULT);
  }

  /** A view without derived values and ages. */
  public ViewPlan(
      String name,
      String entity,
      List<Field> keys,
      long freshness,
      @Nullable Long ttl,
      List<ViewSourcePlan> sources,
      List<AggregationPlan> aggregations,
      List<FeaturePlan> features) {
    this(name, entity, keys, freshness, ttl, sources, aggregations, features, List.of(), List.of());
  }

  /** The layout of the view's rows: the features, then what is derived from them. */
  public RowLayout layout(String pipeline) {
    Stream<Field> fields =
        Stream.concat(
            features.stream().map(FeaturePlan::field), derived.stream().map(DerivedPlan::field));
    return new RowLayout(pipeline, name, keys, fields.toList());
  }

  /** The layout of the view's rows before anything is derived: the features alone. */
  public RowLayout aggregatedLayout(String pipeline) {
    return new RowLayout(pipeline, name, keys, features.stream().map(FeaturePlan::field).toList());
  }

  /** Whether some window has no lower bound, so that keys are never forgotten. */
  public boolean hasLifetime() {
    return aggregations.stream()
        .flatMap(a -> a.windows().stream())
        .anyMatch(WindowPlan::isLifetime);
  }
}
