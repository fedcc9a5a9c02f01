package io.freshet.jobs;

import io.freshet.defs.env.Environment;
import io.freshet.defs.plan.PipelinePlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.jobs.topology.Derivation;
import io.freshet.jobs.topology.Inflow;
import io.freshet.jobs.topology.JobSettings;
import io.freshet.jobs.topology.Outflow;
import io.freshet.jobs.topology.Views;
import io.freshet.schemas.FeatureRow;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The Flink job of a pipeline, built and ready to run.
 *
 * <p>The way of an event: source, intake, deduplication, projection, key, windows, derivation; then
 * Redis, and what Redis has acknowledged goes to Delta and Kafka.
 */
public final class PipelineJob {
  private final StreamExecutionEnvironment execution;

  private PipelineJob(StreamExecutionEnvironment execution) {
    this.execution = execution;
  }

  /**
   * Builds the job: compiles expressions, checks that the environment has what the definitions
   * need, creates topics and registers schemas. On a cluster's client or JobManager it is a job of
   * that cluster, else one of this process.
   *
   * @throws JobException if the definitions cannot run in this environment
   */
  public static PipelineJob of(PipelinePlan plan, Environment environment, JobOptions options) {
    StreamExecutionEnvironment execution =
        StreamExecutionEnvironment.getExecutionEnvironment(
            JobSettings.of(plan, environment, options));
    Inflow inflow =
        new Inflow(
            execution,
            plan,
            environment,
            options.bounded() ? Inflow.Extent.UNTIL_NOW : Inflow.Extent.ENDLESS,
            plan.name());
    Outflow outflow = new Outflow(plan.name(), environment);
    for (ViewPlan view : plan.views()) {
      DataStream<FeatureRow> rows =
          Views.rows(
              inflow.of(view), plan, view, JobSettings.keyMemory(execution.getConfiguration()));
      outflow.publish(Derivation.of(rows, plan, view), view);
    }
    inflow.records().forEach((name, records) -> outflow.archive(plan.source(name), records));
    outflow.refuse(inflow.letters());
    return new PipelineJob(execution);
  }

  /** The environment that holds the job. */
  public StreamExecutionEnvironment environment() {
    return execution;
  }

  /** Starts the job and returns at once. */
  public JobClient start() throws Exception {
    return execution.executeAsync();
  }
}
