package io.freshet.engine;

import io.freshet.defs.plan.AggregationPlan;
import io.freshet.defs.plan.ViewSourcePlan;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which aggregations see which events of one source.
 *
 * @param plan the source
 * @param always where every event goes
 * @param filtered where events go that pass a filter, by filter
 */
@SuppressWarnings("ArrayRecordComponent") // walked for every event; nobody compares routes
record SourceRoutes(ViewSourcePlan plan, Route always, Route[] filtered) {

  /** The routes of a view's source number {@code source} to its {@code parts}. */
  static SourceRoutes of(ViewSourcePlan plan, List<AggregationPlan> parts, int source) {
    return new SourceRoutes(
        plan,
        Route.of(parts, source, -1),
        IntStream.range(0, plan.filters().size())
            .mapToObj(filter -> Route.of(parts, source, filter))
            .toArray(Route[]::new));
  }
}
