package io.freshet.engine;

import io.freshet.defs.plan.ViewPlan;
import io.freshet.defs.plan.ViewSourcePlan;
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

  /** The routes of source number {@code source} of {@code view}. */
  static SourceRoutes of(ViewPlan view, int source) {
    ViewSourcePlan plan = view.sources().get(source);
    return new SourceRoutes(
        plan,
        Route.of(view.aggregations(), source, -1),
        IntStream.range(0, plan.filters().size())
            .mapToObj(filter -> Route.of(view.aggregations(), source, filter))
            .toArray(Route[]::new));
  }
}
