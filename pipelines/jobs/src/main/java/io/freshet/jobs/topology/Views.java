package io.freshet.jobs.topology;

import io.freshet.defs.plan.PipelinePlan;
import io.freshet.defs.plan.SourcePlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.jobs.window.KeyMemory;
import io.freshet.jobs.window.KeyedEvent;
import io.freshet.jobs.window.ViewOperator;
import io.freshet.schemas.FeatureRow;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The keyed part of a job. */
public final class Views {
  /** The engine's share of the freshness target: the rest is for the way to and from it. */
  private static final int HOLD_SHARE = 3;

  private static final long LONGEST_HOLD = 5_000;

  private Views() {}

  /**
   * The rows that a view publishes.
   *
   * @param keyMemory bytes of heap for the keys that a task holds in memory; 0 for a share of it
   */
  public static DataStream<FeatureRow> rows(
      ViewInput input, PipelinePlan plan, ViewPlan view, long keyMemory) {
    List<SourcePlan> sources =
        view.sources().stream().map(source -> plan.source(source.source())).toList();
    boolean history = sources.stream().allMatch(SourcePlan::isFiles);
    String name = view.name() + "/windows";
    return input
        .events()
        .keyBy(KeyedEvent::key, Types.STRING)
        .connect(input.words().keyBy(KeyedEvent::key, Types.STRING))
        .transform(
            name,
            TypeInformation.of(FeatureRow.class),
            new ViewOperator(
                plan.name(),
                view,
                sources,
                hold(view, history),
                history,
                new KeyMemory(keyMemory, plan.views().size())))
        .uid(name);
  }

  /** How long changes are gathered: in a run over history not at all, so that the log is whole. */
  static long hold(ViewPlan view, boolean history) {
    return history ? 0 : Math.min(LONGEST_HOLD, view.freshness() / HOLD_SHARE);
  }
}
