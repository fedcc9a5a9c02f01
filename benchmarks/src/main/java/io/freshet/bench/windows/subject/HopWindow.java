package io.freshet.bench.windows.subject;

import io.freshet.defs.plan.PipelinePlan;
import io.freshet.defs.plan.WindowPlan;
import java.time.Duration;

/**
 * A window that Flink has too.
 *
 * @param size its length
 * @param slide its step
 */
record HopWindow(Duration size, Duration slide) {

  /** The window of a view that has one only. */
  static HopWindow of(PipelinePlan plan) {
    WindowPlan window = plan.views().get(0).aggregations().get(0).windows().get(0);
    return new HopWindow(Duration.ofMillis(window.size()), Duration.ofMillis(window.hop()));
  }
}
