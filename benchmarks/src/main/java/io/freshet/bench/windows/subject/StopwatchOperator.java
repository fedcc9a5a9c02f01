package io.freshet.bench.windows.subject;

import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Stands behind a subject: discards what it emits, and tells the stopwatch of each watermark. */
@SuppressWarnings("NullAway.Init") // fields are set in open()
final class StopwatchOperator<T> extends AbstractStreamOperator<Byte>
    implements OneInputStreamOperator<T, Byte> {
  private static final long serialVersionUID = 1L;

  private final String run;
  private transient LocalRun shared;

  StopwatchOperator(String run) {
    this.run = run;
  }

  @Override
  public void open() throws Exception {
    super.open();
    shared = LocalRun.of(run);
  }

  @Override
  public void processElement(StreamRecord<T> element) {
    shared.results().accept(element.getValue());
  }

  @Override
  public void processWatermark(Watermark mark) {
    shared.watch().passed(mark.getTimestamp());
  }
}
