package io.freshet.engine;

import io.freshet.defs.plan.ViewSourcePlan;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which groups see which events of one source.
 *
 * @param plan the source
 * @param always where every event goes
 * @param filtered where events go that pass a filter, by filter
 */
@SuppressWarnings("ArrayRecordComponent") // walked for every event; nobody compares routes
record SourceRoutes(ViewSourcePlan plan, Route always, Route[] filtered) {

  /** The routes of a view's source number {@code source} to its {@code groups}. */
  static SourceRoutes of(ViewSourcePlan plan, List<Group> groups, int source) {
    return new SourceRoutes(
        plan,
        Route.of(groups, source, -1),
        IntStream.range(0, plan.filters().size())
            .mapToObj(filter -> Route.of(groups, source, filter))
            .toArray(Route[]::new));
  }
}
