package io.freshet.jobs.history;

import io.freshet.jobs.window.KeyedEvent;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedMultiInput;
import org.apache.flink.streaming.api.operators.InputSelectable;
import org.apache.flink.streaming.api.operators.InputSelection;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Lets events of entities pass that somebody asks for, with their times for the order in which they
 * are sorted. First it hears all that is asked for, then it reads events.
 */
@SuppressWarnings("NullAway.Init") // fields are set in open()
final class WantedEventsOperator extends AbstractStreamOperator<KeyedEvent>
    implements TwoInputStreamOperator<WantedPiece, KeyedEvent, KeyedEvent>,
        InputSelectable,
        BoundedMultiInput {
  private static final long serialVersionUID = 1L;

  private transient WantedKeys keys;
  private transient boolean complete;
  private transient boolean all;

  @Override
  public void open() throws Exception {
    super.open();
    keys = new WantedKeys();
    complete = false;
    all = false;
  }

  @Override
  public InputSelection nextSelection() {
    return complete ? InputSelection.SECOND : InputSelection.FIRST;
  }

  @Override
  public void processElement1(StreamRecord<WantedPiece> element) {
    WantedPiece piece = element.getValue();
    if (piece.isAll()) {
      all = true;
    } else {
      keys.addAll(piece);
    }
  }

  @Override
  public void processElement2(StreamRecord<KeyedEvent> element) {
    KeyedEvent event = element.getValue();
    if (all || keys.mayContain(event.key())) {
      output.collect(element.replace(event, LifeOrder.ofEvent(event.time())));
    }
  }

  @Override
  public void endInput(int input) {
    complete |= input == 1;
  }
}
