package io.freshet.jobs.training.logged;

import io.freshet.jobs.training.wire.IndexBlock;
import io.freshet.jobs.training.wire.Reports;
import io.freshet.sinks.delta.table.Engines;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedMultiInput;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Reads its share of a feature table, behind its inputs' end: times and keys of all labels in the
 * first one, in the second the splits that it shall read. Gives {@link RowMessage}s.
 *
 * <p>It holds all labels, and gives for each of them at most the row that is the newest of those
 * that it has read. If there are more labels than it may hold, it gives all rows.
 */
@SuppressWarnings("NullAway.Init") // fields are set in open()
final class TableScanOperator extends AbstractStreamOperator<byte[]>
    implements TwoInputStreamOperator<byte[], byte[], byte[]>, BoundedMultiInput {
  private static final long serialVersionUID = 1L;
  private static final int INPUTS = 2;

  private final String table;
  private final TableColumns columns;
  private final ReadableBefore before;
  private final int labelsInMemory;
  private final Map<String, String> hadoop;

  private transient LabelTimes times;

  /** Those without a key, too: whoever sends them stops when there are too many in all. */
  private transient long labels;

  private transient List<TableSplit> splits;
  private transient boolean atFault;
  private transient boolean tooMany;
  private transient int ended;

  TableScanOperator(
      String table,
      TableColumns columns,
      ReadableBefore before,
      int labelsInMemory,
      Map<String, String> hadoop) {
    this.table = table;
    this.columns = columns;
    this.before = before;
    this.labelsInMemory = labelsInMemory;
    this.hadoop = Map.copyOf(hadoop);
  }

  @Override
  public void open() throws Exception {
    super.open();
    times = new LabelTimes();
    splits = new ArrayList<>();
  }

  @Override
  public void processElement1(StreamRecord<byte[]> element) {
    byte[] block = element.getValue();
    atFault |= IndexBlock.isAtFault(block);
    if (!atFault && !tooMany) {
      IndexBlock.forEach(
          block,
          (time, bytes, begin, length) -> {
            labels++;
            if (length > 0) {
              times.add(time, bytes, begin, length);
            }
          });
      if (labels > labelsInMemory) {
        tooMany = true;
        times = new LabelTimes();
      }
    }
  }

  @Override
  public void processElement2(StreamRecord<byte[]> element) {
    splits.add(Reports.read(element.getValue(), TableSplit.class));
  }

  @Override
  public void endInput(int input) throws IOException {
    ended++;
    if (ended == INPUTS && !atFault) {
      TableReader reader = new TableReader(table, columns, hadoop, Engines.engine(hadoop));
      StreamRecord<byte[]> out = new StreamRecord<>(null);
      if (tooMany) {
        new EveryRow(reader, columns, message -> output.collect(out.replace(message))).read(splits);
      } else {
        times.sort();
        new NewestRows(reader, columns, times, before, m -> output.collect(out.replace(m)))
            .read(splits);
      }
      times = new LabelTimes();
    }
  }
}
