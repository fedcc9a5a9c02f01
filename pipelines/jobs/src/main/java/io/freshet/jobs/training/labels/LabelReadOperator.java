package io.freshet.jobs.training.labels;

import io.freshet.jobs.training.report.LabelFaults;
import io.freshet.jobs.training.report.TaskReport;
import io.freshet.jobs.training.wire.IndexBlock;
import io.freshet.jobs.training.wire.Reports;
import io.freshet.schemas.ByteWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Reads parts of labels. Gives labels, beside them for each view times and keys in blocks; sends a
 * {@link TaskReport} at the end.
 *
 * <p>From the first fault on no labels are given any more: the others are only read to be checked.
 */
@SuppressWarnings("NullAway.Init") // fields are set in open()
final class LabelReadOperator extends AbstractStreamOperator<byte[]>
    implements OneInputStreamOperator<byte[], byte[]>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  private final LabelPlan plan;
  private final List<OutputTag<byte[]>> index;
  private final int indexed;

  private transient LabelAssembler assembler;
  private transient LabelFaults faults;
  private transient List<IndexBlock> blocks;
  private transient ByteWriter label;
  private transient StreamRecord<byte[]> out;
  private transient long labels;

  /**
   * An operator.
   *
   * @param index for each view where times and keys go
   * @param indexed number of labels up to which times and keys are given; one more says that there
   *     are more
   */
  LabelReadOperator(LabelPlan plan, List<OutputTag<byte[]>> index, int indexed) {
    this.plan = plan;
    this.index = List.copyOf(index);
    this.indexed = indexed;
  }

  @Override
  public void open() throws Exception {
    super.open();
    assembler = new LabelAssembler(plan);
    faults = new LabelFaults();
    blocks = new ArrayList<>();
    index.forEach(view -> blocks.add(new IndexBlock()));
    label = new ByteWriter(256);
    out = new StreamRecord<>(null);
  }

  @Override
  public void processElement(StreamRecord<byte[]> element) throws IOException {
    LabelSplit split = Reports.read(element.getValue(), LabelSplit.class);
    LabelRows rows =
        plan.format() == LabelFormat.CSV
            ? new CsvLabelRows(plan, split)
            : new ParquetLabelRows(plan, split);
    rows.forEach(this::take, faults::add);
  }

  private void take(byte[] row, int[] offsets) throws LabelFaultException {
    assembler.assemble(row, offsets, label);
    if (faults.count() > 0) {
      return;
    }
    output.collect(out.replace(label.toByteArray()));
    if (labels++ <= indexed) {
      for (int view = 0; view < blocks.size(); view++) {
        blocks.get(view).add(assembler.time(), assembler.key(view));
        if (blocks.get(view).count() == IndexBlock.LABELS) {
          flush(view);
        }
      }
    }
  }

  private void flush(int view) {
    output.collect(index.get(view), new StreamRecord<>(blocks.get(view).drain()));
  }

  @Override
  public void endInput() {
    for (int view = 0; view < blocks.size(); view++) {
      flush(view);
      if (faults.count() > 0) {
        output.collect(index.get(view), new StreamRecord<>(IndexBlock.atFault()));
      }
    }
    TaskReport.send(getRuntimeContext(), new TaskReport(faults, null));
  }
}
