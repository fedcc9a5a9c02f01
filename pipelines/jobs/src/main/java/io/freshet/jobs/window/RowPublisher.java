package io.freshet.jobs.window;

import io.freshet.defs.plan.ViewPlan;
import io.freshet.schemas.FeatureRow;
import io.freshet.schemas.RowCodec;
import java.util.Arrays;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Packs what a view has to say and sends it on. Its rows hold the aggregated values alone; the
 * layout that it tells is that of the whole row. Used by one task.
 */
final class RowPublisher {
  private final RowCodec codec;
  private final Layouts layouts;
  private final boolean history;
  private final ViewState shared;
  private final Output<StreamRecord<FeatureRow>> output;
  private final Counter published;
  private final StreamRecord<FeatureRow> out = new StreamRecord<>(null);

  RowPublisher(
      ViewPlan plan,
      String pipeline,
      boolean history,
      ViewState shared,
      Output<StreamRecord<FeatureRow>> output,
      Counter published) {
    this.codec = new RowCodec(plan.aggregatedLayout(pipeline));
    this.layouts = new Layouts(pipeline, plan);
    this.history = history;
    this.shared = shared;
    this.output = output;
    this.published = published;
  }

  /** Publishes the row of a key, if its values are not those published last. */
  void publish(LiveKey key) {
    @Nullable Object[] values = key.state.values();
    if (Arrays.equals(values, key.published)) {
      key.settled();
      return;
    }
    byte[] row = pack(key, history ? arrivalClock(key) : 0, values);
    output.collect(out.replace(FeatureRow.row(key.key, row, key.oldestArrival)));
    published.inc();
    key.published(values);
  }

  /** Tells that a key is forgotten. */
  void forget(LiveKey key) {
    byte[] last = pack(key, 0, key.state.values());
    output.collect(
        out.replace(new FeatureRow(FeatureRow.Kind.FORGET, key.key, last, FeatureRow.NO_ARRIVAL)));
  }

  /** Tells how rows are to be read. Every task does: a row must find its layout. */
  void publishLayout() {
    output.collect(out.replace(layouts.row(shared)));
  }

  private byte[] pack(LiveKey key, long availableAt, @Nullable Object[] values) {
    return codec.encode(
        shared.generation(),
        key.state.featureTimestamp(),
        key.state.sequence(),
        availableAt,
        values);
  }

  /**
   * The arrival clock of a row: that of its newest event; of an expiry, how far reading has come.
   */
  private long arrivalClock(LiveKey key) {
    return key.pending ? key.arrivalClock : Math.max(shared.arrivalClock(), shared.clock());
  }
}
