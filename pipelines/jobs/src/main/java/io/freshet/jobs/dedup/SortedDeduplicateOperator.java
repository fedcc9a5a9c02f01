package io.freshet.jobs.dedup;

import io.freshet.jobs.intake.SourceRow;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.data.RowData;
import org.jspecify.annotations.Nullable;

/**
 * Finds the duplicates that {@link DeduplicateOperator} finds, in an input that is sorted by {@link
 * RecordId} and, of one id, by arrival clock, as Flink's BATCH mode does. Of records with the same
 * arrival clock, of which sorting has lost the order, it takes the one with the smallest partition
 * and offset. So the order in which partitions are read decides nothing here.
 */
@SuppressWarnings("NullAway.Init") // fields are set in open()
public final class SortedDeduplicateOperator extends AbstractStreamOperator<RowData>
    implements OneInputStreamOperator<RowData, RowData>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  private final int id;
  private final long within;
  private final TypeSerializer<RowData> rows;

  private transient Counter duplicates;
  private transient StreamRecord<RowData> out;
  private transient @Nullable String counting;
  private transient long counted;

  /** The record that counts as far as is known; null if it has been sent on. */
  private transient @Nullable RowData pending;

  /**
   * @param id position of the id in the row; a record in which it is NULL passes
   * @param within milliseconds
   * @param rows copies rows
   */
  public SortedDeduplicateOperator(int id, long within, TypeSerializer<RowData> rows) {
    this.id = id;
    this.within = within;
    this.rows = rows;
  }

  @Override
  public void open() throws Exception {
    super.open();
    duplicates = getMetricGroup().addGroup("freshet").counter("duplicates");
    out = new StreamRecord<>(null);
  }

  @Override
  public void processElement(StreamRecord<RowData> element) {
    RowData row = element.getValue();
    if (row.isNullAt(id)) {
      output.collect(out.replace(row));
      return;
    }
    String name = row.getString(id).toString();
    long clock = row.getLong(SourceRow.ARRIVAL_CLOCK);
    boolean repeats = name.equals(counting) && clock - counted <= within;
    RowData first = pending;
    if (repeats) {
      duplicates.inc();
      if (clock == counted && first != null && isBefore(row, first)) {
        pending = rows.copy(row);
      }
      return;
    }
    sendPending();
    counting = name;
    counted = clock;
    pending = rows.copy(row);
  }

  @Override
  public void endInput() {
    sendPending();
  }

  private void sendPending() {
    RowData first = pending;
    if (first != null) {
      pending = null;
      output.collect(out.replace(first));
    }
  }

  private static boolean isBefore(RowData a, RowData b) {
    int order = a.getString(SourceRow.TOPIC).compareTo(b.getString(SourceRow.TOPIC));
    if (order == 0) {
      order = Integer.compare(a.getInt(SourceRow.PARTITION), b.getInt(SourceRow.PARTITION));
    }
    if (order == 0) {
      order = Long.compare(a.getLong(SourceRow.OFFSET), b.getLong(SourceRow.OFFSET));
    }
    return order < 0;
  }
}
