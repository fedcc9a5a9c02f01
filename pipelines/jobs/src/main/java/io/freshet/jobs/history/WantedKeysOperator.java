package io.freshet.jobs.history;

import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Gathers keys that are wanted, and tells them and their number at the end. */
@SuppressWarnings("NullAway.Init") // fields are set in open()
final class WantedKeysOperator extends AbstractStreamOperator<WantedPiece>
    implements OneInputStreamOperator<String, WantedPiece>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  private transient WantedKeys keys;
  private transient long number;

  @Override
  public void open() throws Exception {
    super.open();
    keys = new WantedKeys();
  }

  @Override
  public void processElement(StreamRecord<String> key) {
    keys.add(key.getValue());
    number++;
  }

  @Override
  public void endInput() {
    output.collect(new StreamRecord<>(WantedPiece.number(number)));
    keys.pieces().forEach(piece -> output.collect(new StreamRecord<>(piece)));
  }
}
