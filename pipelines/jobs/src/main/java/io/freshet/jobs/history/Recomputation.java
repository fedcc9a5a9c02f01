package io.freshet.jobs.history;

import io.freshet.defs.env.Environment;
import io.freshet.defs.plan.PipelinePlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.jobs.JobException;
import io.freshet.jobs.derive.DerivedProgram;
import io.freshet.jobs.topology.Inflow;
import io.freshet.jobs.topology.Inflow.Extent;
import io.freshet.jobs.window.KeyedEvent;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Evaluates the definitions of a pipeline from the raw events of its sources, as of any instants.
 *
 * <p>The way of an event: the source's past, the inflow of the job, a filter that lets pass what
 * somebody asks for, and, sorted by entity and time together with the questions, the engine. Windows,
 * lateness, duplicates and rejections are those of the job. Events of entities that nobody asks for
 * do not cross the network, and no task holds more than the state of one entity.
 */
public final class Recomputation {
  private final PipelinePlan plan;
  private final Inflow inflow;

  /**
   * @param batch an environment in BATCH mode
   * @throws JobException if the past of a source cannot be read
   */
  public Recomputation(
      StreamExecutionEnvironment batch, PipelinePlan plan, Environment environment) {
    this.plan = plan;
    this.inflow =
        new Inflow(
            batch,
            plan.past(),
            environment,
            Extent.UNTIL_NOW_SORTED,
            plan.name() + "-history");
  }

  /**
   * The answers to questions about a view, one for each, in no order.
   *
   * @throws JobException if the past of a source cannot be read
   */
  public DataStream<AsOfRow> answers(ViewPlan view, DataStream<AsOf> questions) {
    DataStream<WantedPiece> wanted = wanted(view, questions);
    DataStream<KeyedEvent> events =
        inflow.events(view).stream()
            .map(source -> wantedEvents(view, source, wanted))
            .reduce(DataStream::union)
            .orElseThrow(
                () -> new JobException("View '" + view.name() + "' has no source; add one"));
    DataStream<AsOf> inOrder =
        questions.assignTimestampsAndWatermarks(
            WatermarkStrategy.<AsOf>noWatermarks()
                .withTimestampAssigner(
                    (question, none) -> LifeOrder.ofQuestion(question.time())));
    return events
        .keyBy(KeyedEvent::key, Types.STRING)
        .connect(inOrder.keyBy(AsOf::key, Types.STRING))
        .transform(
            view.name() + "/as-of",
            TypeInformation.of(AsOfRow.class),
            new AsOfOperator(plan.name(), view, DerivedProgram.compile(view)));
  }

  private static DataStream<WantedPiece> wanted(ViewPlan view, DataStream<AsOf> questions) {
    TypeInformation<WantedPiece> pieces = TypeInformation.of(WantedPiece.class);
    return questions
        .transform(view.name() + "/wanted", pieces, new WantedKeysOperator())
        .setParallelism(questions.getParallelism())
        .global()
        .transform(view.name() + "/all-wanted", pieces, new JoinKeysOperator())
        .setParallelism(1);
  }

  private static DataStream<KeyedEvent> wantedEvents(
      ViewPlan view, DataStream<KeyedEvent> events, DataStream<WantedPiece> wanted) {
    return wanted
        .broadcast()
        .connect(events)
        .transform(
            view.name() + "/wanted-events",
            TypeInformation.of(KeyedEvent.class),
            new WantedEventsOperator())
        .setParallelism(events.getParallelism());
  }
}
