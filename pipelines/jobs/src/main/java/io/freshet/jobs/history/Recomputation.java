package io.freshet.jobs.history;

import io.freshet.defs.env.Environment;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.jobs.JobException;
import io.freshet.jobs.derive.DerivedProgram;
import io.freshet.jobs.topology.Inflow;
import io.freshet.jobs.window.KeyedEvent;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Evaluates views from the raw events of their sources, as of any instants.
 *
 * <p>The way of an event: the source's past, the inflow of the job, a filter that lets pass what
 * somebody asks for, and, sorted by entity and time together with the questions, the engine.
 * Windows, lateness, duplicates and rejections are those of the job. Events of entities that nobody
 * asks for do not cross the network, and no task holds more than the state of one entity.
 *
 * <p>A source is read once, for all views that are asked of one object.
 */
public final class Recomputation {
  private final Past past;
  private final Inflow inflow;

  /**
   * @param batch an environment in BATCH mode
   * @throws JobException if the past of a source cannot be read
   */
  public Recomputation(StreamExecutionEnvironment batch, Past past, Environment environment) {
    this.past = past;
    this.inflow =
        Inflow.ofPast(
            batch, past.plan(), environment, past.plan().name() + "-history", past.archives());
  }

  /**
   * The answers to questions about a view, one for each, in no order.
   *
   * @param keys the keys of all questions, each at least once; they are known before any answer is
   * @param most with more keys than these there may be further ones
   * @throws JobException if the past of a source cannot be read
   */
  public DataStream<AsOfRow> answers(
      ViewPlan view, DataStream<AsOf> questions, DataStream<String> keys, long most) {
    DataStream<WantedPiece> wanted = wanted(view, keys, most);
    DataStream<KeyedEvent> events =
        inflow.events(view).stream()
            .map(source -> wantedEvents(view, source, wanted))
            .reduce(DataStream::union)
            .orElseThrow(
                () -> new JobException("View '" + view.name() + "' has no source; add one"));
    DataStream<AsOf> inOrder =
        questions.assignTimestampsAndWatermarks(
            WatermarkStrategy.<AsOf>noWatermarks()
                .withTimestampAssigner((question, none) -> LifeOrder.ofQuestion(question.time())));
    return events
        .keyBy(KeyedEvent::key, Types.STRING)
        .connect(inOrder.keyBy(AsOf::key, Types.STRING))
        .transform(
            view.name() + "/as-of",
            TypeInformation.of(AsOfRow.class),
            new AsOfOperator(past.plan().name(), view, DerivedProgram.compile(view)));
  }

  private static DataStream<WantedPiece> wanted(ViewPlan view, DataStream<String> keys, long most) {
    TypeInformation<WantedPiece> pieces = TypeInformation.of(WantedPiece.class);
    return keys.transform(view.name() + "/wanted", pieces, new WantedKeysOperator())
        .setParallelism(keys.getParallelism())
        .global()
        .transform(view.name() + "/all-wanted", pieces, new JoinKeysOperator(most))
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
