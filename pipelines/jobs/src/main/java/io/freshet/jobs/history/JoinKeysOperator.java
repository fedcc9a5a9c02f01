package io.freshet.jobs.history;

import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Makes one filter of those that tasks have gathered. Runs in one task. */
@SuppressWarnings("NullAway.Init") // the field is set in open()
final class JoinKeysOperator extends AbstractStreamOperator<WantedPiece>
    implements OneInputStreamOperator<WantedPiece, WantedPiece>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  private transient WantedKeys keys;

  @Override
  public void open() throws Exception {
    super.open();
    keys = new WantedKeys();
  }

  @Override
  public void processElement(StreamRecord<WantedPiece> piece) {
    keys.addAll(piece.getValue());
  }

  @Override
  public void endInput() {
    keys.pieces().forEach(piece -> output.collect(new StreamRecord<>(piece)));
  }
}
