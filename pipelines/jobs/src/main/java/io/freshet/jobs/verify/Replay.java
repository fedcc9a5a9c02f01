package io.freshet.jobs.verify;

import io.freshet.defs.env.Environment;
import io.freshet.defs.plan.PipelinePlan;
import io.freshet.defs.plan.SourcePlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.jobs.JobException;
import io.freshet.jobs.topology.Inflow;
import io.freshet.jobs.topology.JobSettings;
import io.freshet.jobs.topology.ViewInput;
import java.util.function.Consumer;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;

/**
 * Reads a pipeline's input once more, from the first record to the last one of now, through the
 * same inflow as the job, in one task.
 */
public final class Replay {
  private Replay() {}

  /**
   * Hands the applied events of all views to {@code consumer}, those of one partition in their
   * order; as the last of each view the end, with the final clock.
   *
   * @throws JobException if the input cannot be read
   */
  public static void run(
      PipelinePlan plan, Environment environment, Consumer<ReplayedEvent> consumer) {
    StreamExecutionEnvironment execution =
        StreamExecutionEnvironment.createLocalEnvironment(1, JobSettings.replay(plan));
    Inflow inflow =
        new Inflow(execution, plan, environment, Inflow.Extent.UNTIL_NOW, plan.name() + "-replay");
    DataStream<ReplayedEvent> all = null;
    for (int i = 0; i < plan.views().size(); i++) {
      DataStream<ReplayedEvent> events = events(plan, i, inflow);
      all = all == null ? events : all.union(events);
    }
    if (all == null) {
      throw new JobException("Pipeline '" + plan.name() + "' has no views; define one");
    }
    try (CloseableIterator<ReplayedEvent> events = all.executeAndCollect()) {
      events.forEachRemaining(consumer);
    } catch (JobException e) {
      throw e;
    } catch (Exception e) {
      throw new JobException("The input of pipeline '" + plan.name() + "' cannot be read again", e);
    }
  }

  private static DataStream<ReplayedEvent> events(PipelinePlan plan, int index, Inflow inflow) {
    ViewPlan view = plan.views().get(index);
    long[] disorders =
        view.sources().stream()
            .map(source -> plan.source(source.source()))
            .mapToLong(SourcePlan::maxOutOfOrderness)
            .toArray();
    ViewInput input = inflow.of(view);
    return input
        .events()
        .connect(input.words())
        .transform(
            view.name() + "/replay",
            TypeInformation.of(ReplayedEvent.class),
            new ReplayOperator(index, disorders));
  }
}
