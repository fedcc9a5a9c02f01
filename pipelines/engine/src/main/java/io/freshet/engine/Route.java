package io.freshet.engine;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Where an event that passes one filter goes.
 *
 * @param filter index among the source's filters; -1: every event
 * @param groups the groups that see it
 */
@SuppressWarnings("ArrayRecordComponent") // walked by index for every event; nobody compares routes
record Route(int filter, int[] groups) {

  /** The route behind {@code filter} of {@code source}. */
  static Route of(List<Group> groups, int source, int filter) {
    return new Route(
        filter,
        IntStream.range(0, groups.size())
            .filter(i -> groups.get(i).source() == source)
            .filter(i -> groups.get(i).filter() == filter)
            .toArray());
  }
}
