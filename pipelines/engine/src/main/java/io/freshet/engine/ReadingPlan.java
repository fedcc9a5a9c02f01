package io.freshet.engine;

import java.util.List;

/**
 * How state that was written under a schema is read under today's definition.
 *
 * @param schema the schema
 * @param positions for each aggregation of the schema its timeline today; -1 if there is none
 */
@SuppressWarnings("ArrayRecordComponent") // walked for every key; nobody compares plans
record ReadingPlan(StateSchema schema, int[] positions) {

  static ReadingPlan of(StateSchema written, List<String> identities) {
    return new ReadingPlan(
        written, written.identities().stream().mapToInt(identities::indexOf).toArray());
  }
}
