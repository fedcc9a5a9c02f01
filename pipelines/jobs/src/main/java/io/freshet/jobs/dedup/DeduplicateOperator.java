package io.freshet.jobs.dedup;

import io.freshet.jobs.intake.SourceRow;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.data.RowData;

/**
 * Lets the first record with an id pass and drops those that repeat it. Keyed by {@link RecordId}.
 *
 * <p><b>What is a duplicate.</b> Time is the arrival clock of a record: the largest event time read
 * so far in its partition. A record whose clock is no more than {@code within} away from that of
 * the record that counted last under its id repeats it; otherwise it counts, and the next ones are
 * compared with it. So the order within a partition decides, and reading it again decides the same,
 * however late the events in it are.
 *
 * <p><b>What is remembered.</b> One clock for each id, until the watermark says that every
 * partition has come further than {@code within} from it. An id of a partition that lags behind the
 * watermark is remembered until the watermark has moved on by {@code within}. Flink's last,
 * infinite watermark forgets nothing.
 */
@SuppressWarnings("NullAway.Init") // fields are set in open()
public final class DeduplicateOperator extends AbstractStreamOperator<RowData>
    implements OneInputStreamOperator<RowData, RowData>, Triggerable<String, VoidNamespace> {
  private static final long serialVersionUID = 1L;

  private final int id;
  private final long within;
  private final long maxOutOfOrderness;
  private transient ValueState<Long> counted;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient Counter duplicates;

  /**
   * @param id position of the id in the row; a record in which it is NULL passes
   * @param within milliseconds
   * @param maxOutOfOrderness by how many milliseconds the watermark stays behind the arrival clocks
   */
  public DeduplicateOperator(int id, long within, long maxOutOfOrderness) {
    this.id = id;
    this.within = within;
    this.maxOutOfOrderness = maxOutOfOrderness;
  }

  @Override
  public void open() throws Exception {
    super.open();
    counted = getRuntimeContext().getState(new ValueStateDescriptor<>("counted", Types.LONG));
    timers = getInternalTimerService("forget", VoidNamespaceSerializer.INSTANCE, this);
    duplicates = getMetricGroup().addGroup("freshet").counter("duplicates");
  }

  @Override
  public void processElement(StreamRecord<RowData> element) throws Exception {
    RowData row = element.getValue();
    if (!row.isNullAt(id)) {
      long clock = row.getLong(SourceRow.ARRIVAL_CLOCK);
      Long last = counted.value();
      if (last != null && Math.abs(clock - last) <= within) {
        duplicates.inc();
        return;
      }
      counted.update(clock);
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, forgottenAt(clock));
    }
    output.collect(element);
  }

  /** The watermark at which no partition can repeat a record of this clock. */
  private long forgottenAt(long clock) {
    long reached = timers.currentWatermark();
    long since = Math.max(clock - maxOutOfOrderness, reached);
    return since + within + 1;
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    Long last = counted.value();
    // a record that counted since then has a timer of its own
    if (last != null && last - maxOutOfOrderness + within < timer.getTimestamp()) {
      counted.clear();
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("no such timer is set");
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (mark.equals(Watermark.MAX_WATERMARK)) {
      output.emitWatermark(mark);
    } else {
      super.processWatermark(mark);
    }
  }
}
