package io.freshet.jobs.history;

import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Makes one filter of those that tasks have gathered, unless there are too many keys. */
@SuppressWarnings("NullAway.Init") // fields are set in open()
final class JoinKeysOperator extends AbstractStreamOperator<WantedPiece>
    implements OneInputStreamOperator<WantedPiece, WantedPiece>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  private final long most;
  private transient WantedKeys keys;
  private transient long number;

  /**
   * @param most with more keys than these all are wanted
   */
  JoinKeysOperator(long most) {
    this.most = most;
  }

  @Override
  public void open() throws Exception {
    super.open();
    keys = new WantedKeys();
  }

  @Override
  public void processElement(StreamRecord<WantedPiece> element) {
    WantedPiece piece = element.getValue();
    if (piece.isNumber()) {
      number += piece.words()[0];
    } else {
      keys.addAll(piece);
    }
  }

  @Override
  public void endInput() {
    if (number > most) {
      output.collect(new StreamRecord<>(WantedPiece.all()));
    } else {
      keys.pieces().forEach(piece -> output.collect(new StreamRecord<>(piece)));
    }
  }
}
