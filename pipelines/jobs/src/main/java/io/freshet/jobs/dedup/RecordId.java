package io.freshet.jobs.dedup;

import io.freshet.jobs.intake.SourceRow;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.table.data.RowData;

/**
 * The id by which records of a source are told apart. Those without one are spread over keys of
 * their own, so that they do not all meet in one task.
 */
public final class RecordId implements KeySelector<RowData, String> {
  private static final long serialVersionUID = 1L;
  private static final int SPREAD = 1024;

  private final int position;

  /**
   * @param position of the id in the row
   */
  public RecordId(int position) {
    this.position = position;
  }

  @Override
  public String getKey(RowData row) {
    return row.isNullAt(position)
        ? "\u0000" + row.getLong(SourceRow.OFFSET) % SPREAD
        : row.getString(position).toString();
  }
}
