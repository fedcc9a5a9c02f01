package io.freshet.engine;

import io.freshet.defs.plan.ViewSourcePlan;
import org.jspecify.annotations.Nullable;

/**
 * One event of one source as a view sees it. The arrays are not copied; nobody may change them.
 *
 * @param source index among the view's sources
 * @param time event time, UTC milliseconds
 * @param filters whether the event passes each of the source's filters, in their order
 * @param inputs the source's inputs in their order, of the classes of {@link
 *     io.freshet.schemas.ValueType}; null for NULL
 */
@SuppressWarnings("ArrayRecordComponent") // on the path of every event; nobody compares events
public record Event(int source, long time, boolean[] filters, @Nullable Object[] inputs) {

  /** Whether the event passes the filter of at least one feature. Others leave no trace. */
  public boolean isApplied(ViewSourcePlan plan) {
    if (plan.unfiltered()) {
      return true;
    }
    for (boolean passes : filters) {
      if (passes) {
        return true;
      }
    }
    return false;
  }
}
