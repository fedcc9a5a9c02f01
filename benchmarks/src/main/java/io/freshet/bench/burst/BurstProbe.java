package io.freshet.bench.burst;

import io.freshet.schemas.FeatureRow;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Stands behind the view: tells the watch of each row and discards it. */
@SuppressWarnings("NullAway.Init") // fields are set in open()
final class BurstProbe extends AbstractStreamOperator<Byte>
    implements OneInputStreamOperator<FeatureRow, Byte> {
  private static final long serialVersionUID = 1L;

  private final String id;
  private transient BurstWatch watch;

  BurstProbe(String watch) {
    this.id = watch;
  }

  @Override
  public void open() throws Exception {
    super.open();
    watch = BurstWatch.of(id);
  }

  @Override
  public void processElement(StreamRecord<FeatureRow> element) {
    FeatureRow row = element.getValue();
    if (row.kind() != FeatureRow.Kind.ROW) {
      return;
    }
    if (row.arrivedAt() != FeatureRow.NO_ARRIVAL) {
      watch.live(row.arrivedAt());
    } else if (watch.isBurst()) {
      watch.expired();
    }
  }
}
