package io.freshet.jobs.training.report;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.accumulators.ListAccumulator;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.jspecify.annotations.Nullable;

/**
 * What a task has to say at its end. A task that reads labels says what is wrong with them, one
 * that writes the set what it has written.
 *
 * @param faults faults of labels; null from a task that writes
 * @param written what was written; null from a task that reads
 */
public record TaskReport(@Nullable LabelFaults faults, @Nullable Written written)
    implements Serializable {
  private static final String NAME = "reports";

  /** Sends a report to whoever runs the job. */
  public static void send(RuntimeContext context, TaskReport report) {
    ListAccumulator<TaskReport> reports = new ListAccumulator<>();
    context.addAccumulator(NAME, reports);
    reports.add(report);
  }

  /** The reports of all tasks of a job. */
  public static List<TaskReport> of(JobExecutionResult result) {
    return List.copyOf(result.<ArrayList<TaskReport>>getAccumulatorResult(NAME));
  }
}
