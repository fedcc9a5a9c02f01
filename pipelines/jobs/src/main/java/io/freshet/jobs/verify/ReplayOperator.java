package io.freshet.jobs.verify;

import io.freshet.jobs.window.KeyedEvent;
import io.freshet.jobs.window.ViewState;
import java.util.List;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedMultiInput;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Writes the expiry clock beside each event of a view. Runs in one task. */
@SuppressWarnings("NullAway.Init") // fields are set in open()
final class ReplayOperator extends AbstractStreamOperator<ReplayedEvent>
    implements TwoInputStreamOperator<KeyedEvent, KeyedEvent, ReplayedEvent>, BoundedMultiInput {
  private static final long serialVersionUID = 1L;

  /** Events and words. */
  private static final int INPUTS = 2;

  private final int view;
  private final long[] disorders;
  private transient ViewState shared;
  private transient int endedInputs;

  ReplayOperator(int view, long[] disorders) {
    this.view = view;
    this.disorders = disorders.clone();
  }

  @Override
  public void open() throws Exception {
    super.open();
    shared = new ViewState(List.of());
  }

  @Override
  public void processElement1(StreamRecord<KeyedEvent> element) {
    emit(element.getValue());
  }

  @Override
  public void processElement2(StreamRecord<KeyedEvent> word) {
    shared.hear(word.getValue());
  }

  @Override
  public void processWatermark1(Watermark mark) {
    if (!mark.equals(Watermark.MAX_WATERMARK)) {
      shared.advanceClock(mark.getTimestamp());
    }
  }

  @Override
  public void processWatermark2(Watermark mark) {
    // words have no say in the clock
  }

  @Override
  public void endInput(int input) {
    if (++endedInputs == INPUTS && shared.end(disorders)) {
      emit(new KeyedEvent(KeyedEvent.Kind.ENDED, "", 0, 0, 0, 0, new byte[0]));
    }
  }

  private void emit(KeyedEvent event) {
    output.collect(new StreamRecord<>(new ReplayedEvent(view, event, shared.clock())));
  }
}
