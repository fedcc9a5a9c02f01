package io.freshet.bench.windows.subject;

import io.freshet.bench.windows.events.EventLog;
import io.freshet.bench.windows.events.StreamSpec;
import io.freshet.defs.plan.PipelinePlan;
import io.freshet.defs.plan.ViewPlan;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A workload's view and events, ready to be used.
 *
 * @param plan of one view
 * @param log its events
 */
public record Prepared(PipelinePlan plan, EventLog log) {

  /**
   * Compiles and generates.
   *
   * @param stream the events, perhaps fewer than the workload's
   * @param folder an empty folder for definitions
   */
  public static Prepared of(Workload workload, StreamSpec stream, Path folder) throws IOException {
    PipelinePlan plan = workload.view().compile(folder);
    EventLog log =
        new EventLog(
            stream,
            plan.views().get(0).sources().get(0),
            plan.sources().get(0).maxOutOfOrderness(),
            BenchView.step(plan));
    return new Prepared(plan, log);
  }

  /** The view. */
  public ViewPlan view() {
    return plan.views().get(0);
  }
}
