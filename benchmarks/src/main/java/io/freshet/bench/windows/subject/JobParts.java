package io.freshet.bench.windows.subject;

import io.freshet.defs.plan.PipelinePlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.jobs.window.KeyedEvent;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * What a subject is built from.
 *
 * @param environment of the job
 * @param run id of the run
 * @param plan of the workload's one view
 * @param events the view's events, with the clock as watermarks
 */
record JobParts(
    StreamExecutionEnvironment environment,
    String run,
    PipelinePlan plan,
    DataStream<KeyedEvent> events) {

  ViewPlan view() {
    return plan.views().get(0);
  }
}
