package io.freshet.jobs.training.recomputed;

import io.freshet.jobs.history.AsOf;
import io.freshet.jobs.training.wire.LabelRow;
import io.freshet.jobs.training.wire.Section;
import io.freshet.jobs.training.wire.Section.State;
import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/** Asks for the values of each label's entity just before its time. */
@SuppressWarnings("NullAway.Init") // fields are set in open()
final class QuestionOperator extends AbstractStreamOperator<AsOf>
    implements OneInputStreamOperator<byte[], AsOf> {
  private static final long serialVersionUID = 1L;

  /** Labels without key, with their sections. */
  static final OutputTag<byte[]> WITHOUT_KEY =
      new OutputTag<>("without-key", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  private final int view;
  private final EntityKeyReader keys;
  private final boolean inclusive;

  private transient ByteWriter section;
  private transient ByteWriter joined;

  /**
   * An operator.
   *
   * @param view number of the view in the set
   * @param inclusive whether events at the label's time count
   */
  QuestionOperator(int view, EntityKeyReader keys, boolean inclusive) {
    this.view = view;
    this.keys = keys;
    this.inclusive = inclusive;
  }

  @Override
  public void open() throws Exception {
    super.open();
    section = new ByteWriter(32);
    joined = new ByteWriter(256);
  }

  @Override
  public void processElement(StreamRecord<byte[]> element) {
    byte[] label = element.getValue();
    ByteReader key = LabelRow.key(label, view);
    if (key.readCount() == 0) {
      section.clear();
      Section.begin(State.NO_KEY, false, Section.UNKNOWN, Section.UNKNOWN, section);
      output.collect(WITHOUT_KEY, new StreamRecord<>(LabelRow.with(label, section, joined)));
      return;
    }
    long time = LabelRow.time(label);
    AsOf question = new AsOf(keys.read(key), inclusive ? time : time - 1, label);
    output.collect(new StreamRecord<>(question));
  }
}
