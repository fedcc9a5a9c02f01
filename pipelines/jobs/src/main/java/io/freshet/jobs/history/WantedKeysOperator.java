package io.freshet.jobs.history;

import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Gathers the keys of all questions that it sees, and tells them at the end. */
@SuppressWarnings("NullAway.Init") // the field is set in open()
final class WantedKeysOperator extends AbstractStreamOperator<WantedPiece>
    implements OneInputStreamOperator<AsOf, WantedPiece>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  private transient WantedKeys keys;

  @Override
  public void open() throws Exception {
    super.open();
    keys = new WantedKeys();
  }

  @Override
  public void processElement(StreamRecord<AsOf> question) {
    keys.add(question.getValue().key());
  }

  @Override
  public void endInput() {
    keys.pieces().forEach(piece -> output.collect(new StreamRecord<>(piece)));
  }
}
