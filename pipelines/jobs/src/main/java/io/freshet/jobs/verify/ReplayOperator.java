package io.freshet.jobs.verify;

import io.freshet.jobs.window.KeyedEvent;
import io.freshet.jobs.window.ViewState;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Writes the expiry clock beside each event of a view. Runs in one task. */
@SuppressWarnings("NullAway.Init") // fields are set in open()
final class ReplayOperator extends AbstractStreamOperator<ReplayedEvent>
    implements OneInputStreamOperator<KeyedEvent, ReplayedEvent>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  private final int view;
  private final long[] disorders;
  private transient ViewState shared;

  ReplayOperator(int view, long[] disorders) {
    this.view = view;
    this.disorders = disorders.clone();
  }

  @Override
  public void open() throws Exception {
    super.open();
    shared = new ViewState();
  }

  @Override
  public void processElement(StreamRecord<KeyedEvent> element) {
    KeyedEvent event = element.getValue();
    if (event.kind() == KeyedEvent.Kind.EVENT) {
      emit(event);
    } else {
      shared.hear(event);
    }
  }

  @Override
  public void processWatermark(Watermark mark) {
    if (!mark.equals(Watermark.MAX_WATERMARK)) {
      shared.advanceClock(mark.getTimestamp());
    }
  }

  @Override
  public void endInput() {
    if (shared.end(disorders)) {
      emit(new KeyedEvent(KeyedEvent.Kind.ENDED, "", 0, 0, 0, 0, new byte[0]));
    }
  }

  private void emit(KeyedEvent event) {
    output.collect(new StreamRecord<>(new ReplayedEvent(view, event, shared.clock())));
  }
}
