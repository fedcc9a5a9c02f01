package io.freshet.engine;

import io.freshet.defs.plan.AggregationPlan;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where an event that passes one filter goes.
 *
 * @param filter index among the source's filters; -1: every event
 * @param counted aggregations that only see that there is an event
 * @param valued aggregations that take a value
 * @param inputs the index of that value among the source's inputs, for each of {@code valued}
 */
@SuppressWarnings("ArrayRecordComponent") // walked by index for every event; nobody compares routes
record Route(int filter, int[] counted, int[] valued, int[] inputs) {

  /** The route behind {@code filter} of {@code source}. */
  static Route of(List<AggregationPlan> aggregations, int source, int filter) {
    int[] all =
        IntStream.range(0, aggregations.size())
            .filter(i -> aggregations.get(i).source() == source)
            .filter(i -> aggregations.get(i).filter() == filter)
            .toArray();
    int[] valued = IntStream.of(all).filter(i -> aggregations.get(i).input() >= 0).toArray();
    return new Route(
        filter,
        IntStream.of(all).filter(i -> aggregations.get(i).input() < 0).toArray(),
        valued,
        IntStream.of(valued).map(i -> aggregations.get(i).input()).toArray());
  }
}
