package io.freshet.jobs.window;

import io.freshet.jobs.intake.SourceWord;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Sends a source's word to every key group of a view, so that each of its tasks hears it, however
 * many there are.
 *
 * <p>Its stream has no say in the view's clock: watermarks come with the events, in their order.
 */
@SuppressWarnings("NullAway.Init") // fields are set in open()
public final class SpreadWords extends AbstractStreamOperator<KeyedEvent>
    implements OneInputStreamOperator<SourceWord, KeyedEvent> {
  private static final long serialVersionUID = 1L;

  private final int source;
  private final int maxParallelism;
  private transient String[] keys;

  /**
   * @param source index of the source in the view
   * @param maxParallelism number of key groups of the keyed operator
   */
  public SpreadWords(int source, int maxParallelism) {
    this.source = source;
    this.maxParallelism = maxParallelism;
  }

  @Override
  public void open() throws Exception {
    super.open();
    keys = ExpiryIndex.groupKeys(maxParallelism);
    output.emitWatermarkStatus(WatermarkStatus.IDLE);
  }

  @Override
  public void processElement(StreamRecord<SourceWord> element) {
    for (String key : keys) {
      output.collect(new StreamRecord<>(KeyedEvent.word(element.getValue(), source, key)));
    }
  }

  @Override
  public void processWatermark(Watermark mark) {
    // see above
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) {
    // stays idle
  }
}
