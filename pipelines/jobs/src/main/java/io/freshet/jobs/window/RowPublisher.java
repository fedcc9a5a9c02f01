package io.freshet.jobs.window;

import io.freshet.defs.plan.ViewPlan;
import io.freshet.engine.ViewEngine;
import io.freshet.schemas.FeatureRow;
import io.freshet.schemas.PackedRow;
import io.freshet.schemas.RowWriter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Packs what a view has to say and sends it on. Its rows hold the aggregated values alone; the
 * layout that it tells is that of the whole row. Used by one task.
 */
final class RowPublisher {
  private final RowWriter writer;

  /** Of the marks of rows: rows of another definition are other rows. */
  private final long seed;

  private final Layouts layouts;
  private final boolean history;
  private final ViewState shared;
  private final Output<StreamRecord<FeatureRow>> output;
  private final Counter published;
  private final StreamRecord<FeatureRow> out = new StreamRecord<>(null);

  RowPublisher(
      ViewEngine engine,
      String pipeline,
      boolean history,
      ViewState shared,
      Completeness completeness,
      Output<StreamRecord<FeatureRow>> output,
      Counter published) {
    ViewPlan plan = engine.plan();
    this.writer = new RowWriter(plan.aggregatedLayout(pipeline));
    this.seed = plan.layout(pipeline).fingerprint() ^ plan.derived().toString().hashCode();
    this.layouts = new Layouts(pipeline, plan, completeness);
    this.history = history;
    this.shared = shared;
    this.output = output;
    this.published = published;
  }

  /**
   * Publishes the row of a key, if its values are not those published last. If they are, but may
   * have been others in between, it is published too: the last row's time and sequence must not lie
   * before the last change.
   */
  void publish(LiveKey key) {
    byte[] row = pack(key, history ? arrivalClock(key) : 0);
    long mark = RowMark.of(row, PackedRow.HEADER_LENGTH, seed);
    if (mark != key.state.published() || key.changes > 1) {
      key.state.published(mark);
      key.dirty = true;
      output.collect(out.replace(FeatureRow.row(key.key, row, key.oldestArrival)));
      published.inc();
    }
    key.settled();
  }

  /** Tells that a key is forgotten. */
  void forget(LiveKey key) {
    byte[] last = pack(key, 0);
    output.collect(
        out.replace(new FeatureRow(FeatureRow.Kind.FORGET, key.key, last, FeatureRow.NO_ARRIVAL)));
  }

  /** Tells how rows are to be read. Every task does: a row must find its layout. */
  void publishLayout() {
    output.collect(out.replace(layouts.row(shared)));
  }

  private byte[] pack(LiveKey key, long availableAt) {
    return key.state.pack(writer, shared.generation(), availableAt);
  }

  /**
   * The arrival clock of a row: that of its newest event; of an expiry, how far reading has come.
   */
  private long arrivalClock(LiveKey key) {
    return key.hasEvents ? key.arrivalClock : Math.max(shared.arrivalClock(), shared.clock());
  }
}
