package io.freshet.jobs.history;

import io.freshet.defs.plan.ViewPlan;
import io.freshet.engine.AsOfWalk;
import io.freshet.engine.EventCodec;
import io.freshet.engine.ViewEngine;
import io.freshet.jobs.derive.DerivedFailures;
import io.freshet.jobs.derive.DerivedProgram;
import io.freshet.jobs.derive.DerivedValues;
import io.freshet.jobs.window.KeyedEvent;
import io.freshet.schemas.RowCodec;
import java.util.stream.IntStream;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions to the past of a view. Keyed by entity; both inputs are sorted by entity, and
 * of one by {@link LifeOrder}, which Flink's BATCH mode does: so an entity's life passes by once,
 * and nothing is kept but its state.
 */
@SuppressWarnings("NullAway.Init") // fields are set in open()
final class AsOfOperator extends AbstractStreamOperator<AsOfRow>
    implements TwoInputStreamOperator<KeyedEvent, AsOf, AsOfRow> {
  private static final long serialVersionUID = 1L;

  private final String pipeline;
  private final ViewPlan plan;
  private final DerivedProgram program;

  private transient AsOfWalk walk;
  private transient EventCodec[] codecs;
  private transient DerivedValues derived;
  private transient RowCodec rows;
  private transient StreamRecord<AsOfRow> out;
  private transient @Nullable String entity;

  /** The row told last; null if an event came after it. */
  private transient byte @Nullable [] told;

  private transient long toldAt;

  AsOfOperator(String pipeline, ViewPlan plan, DerivedProgram program) {
    this.pipeline = pipeline;
    this.plan = plan;
    this.program = program;
  }

  @Override
  public void open() throws Exception {
    super.open();
    walk = new AsOfWalk(ViewEngine.of(plan));
    codecs =
        IntStream.range(0, plan.sources().size())
            .mapToObj(source -> EventCodec.of(plan.sources().get(source), source))
            .toArray(EventCodec[]::new);
    derived = program.open(DerivedFailures.IGNORED);
    rows = new RowCodec(plan.layout(pipeline));
    out = new StreamRecord<>(null);
  }

  @Override
  public void processElement1(StreamRecord<KeyedEvent> element) {
    KeyedEvent event = element.getValue();
    turnTo(event.key());
    walk.take(codecs[event.source()].decode(event.time(), event.payload()));
    told = null;
  }

  @Override
  public void processElement2(StreamRecord<AsOf> element) {
    AsOf question = element.getValue();
    turnTo(question.key());
    byte[] row = told;
    if (row == null || toldAt != question.time()) {
      row = tell(question.time());
      told = row;
      toldAt = question.time();
    }
    output.collect(out.replace(new AsOfRow(question.asker(), row)));
  }

  private byte[] tell(long time) {
    @Nullable Object[] values = derived.of(walk.values(time));
    return rows.encode(0, walk.featureTimestamp(), walk.sequence(), 0, values);
  }

  private void turnTo(String key) {
    if (!key.equals(entity)) {
      entity = key;
      walk.restart();
      told = null;
    }
  }
}
