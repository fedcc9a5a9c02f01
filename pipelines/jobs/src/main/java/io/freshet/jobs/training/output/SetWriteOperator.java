package io.freshet.jobs.training.output;

import io.freshet.jobs.training.report.RowDigest;
import io.freshet.jobs.training.report.SetTally;
import io.freshet.jobs.training.report.TaskReport;
import io.freshet.jobs.training.report.Written;
import io.freshet.schemas.ByteWriter;
import java.io.IOException;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/** Writes labels that all views have been joined to, and sends a {@link TaskReport} at the end. */
@SuppressWarnings("NullAway.Init") // fields are set in open()
public final class SetWriteOperator extends AbstractStreamOperator<byte[]>
    implements OneInputStreamOperator<byte[], byte[]>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  private final SetOutput set;
  private transient RowMaker rows;
  private transient SetTally tally;
  private transient RowDigest digest;
  private transient @Nullable RowFiles files;

  public SetWriteOperator(SetOutput set) {
    this.set = set;
  }

  @Override
  public void open() throws Exception {
    super.open();
    tally = new SetTally(set.views());
    digest = new RowDigest();
    rows = new RowMaker(set, tally);
    files = set.files(getRuntimeContext().getTaskInfo().getIndexOfThisSubtask());
  }

  @Override
  public void processElement(StreamRecord<byte[]> element) throws IOException {
    ByteWriter row = rows.make(element.getValue());
    digest.add(row.bytes(), 0, row.size());
    files().write(row);
  }

  @Override
  public void endInput() throws IOException {
    Written written = new Written(files().complete(), tally, digest);
    TaskReport.send(getRuntimeContext(), new TaskReport(null, written));
  }

  private RowFiles files() {
    return java.util.Objects.requireNonNull(files);
  }

  @Override
  public void close() throws Exception {
    if (files != null) {
      files.close();
    }
    super.close();
  }
}
