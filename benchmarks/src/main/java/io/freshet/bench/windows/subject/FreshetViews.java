package io.freshet.bench.windows.subject;

import io.freshet.defs.plan.ViewPlan;
import io.freshet.jobs.topology.ViewInput;
import io.freshet.jobs.topology.Views;
import io.freshet.jobs.window.KeyedEvent;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The product's keyed part, as a pipeline builds it. */
final class FreshetViews {
  private FreshetViews() {}

  static DataStream<?> attach(JobParts parts, ViewPlan view) {
    DataStream<KeyedEvent> words =
        parts
            .environment()
            .fromSource(
                LogSource.silent(parts.run()), WatermarkStrategy.noWatermarks(), "no words");
    return Views.rows(new ViewInput(parts.events(), words), parts.plan(), view, 0);
  }

  /** The same view, with a freshness for which nothing can be held back. */
  static ViewPlan publishingEach(ViewPlan view) {
    return new ViewPlan(
        view.name(),
        view.entity(),
        view.keys(),
        0,
        view.ttl(),
        view.sources(),
        view.aggregations(),
        view.features());
  }
}
