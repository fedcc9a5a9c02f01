package io.freshet.sinks.delta;

import io.freshet.sinks.delta.file.TableWriter;
import io.freshet.sinks.delta.s3.S3RefusedException;
import io.freshet.sinks.delta.schema.RowFormat;
import io.freshet.sinks.delta.schema.TableSchema;
import io.freshet.sinks.delta.table.DataFile;
import io.freshet.sinks.delta.table.DeltaSchemaException;
import io.freshet.sinks.delta.table.DeltaSinkOptions;
import io.freshet.sinks.delta.table.DeltaTable;
import io.freshet.sinks.delta.table.Engines;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows to files and sends on, ahead of each checkpoint barrier, the files that hold the rows
 * before it; and at once, what the stream tells of its features. Has no state; see {@link
 * DeltaSink}.
 *
 * @param <T> type of the elements
 */
final class DeltaWriterOperator<T> extends AbstractStreamOperator<byte[]>
    implements OneInputStreamOperator<T, byte[]>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  /** How often files are looked at before they are old. */
  private static final long LOOKS_PER_AGE = 10;

  private final RowFormat<T> format;
  private final String table;
  private final DeltaSinkOptions options;
  private transient @Nullable TableWriter writer;
  private transient @Nullable ScheduledFuture<?> timer;
  private transient @Nullable Counter rows;

  DeltaWriterOperator(RowFormat<T> format, String table, DeltaSinkOptions options) {
    this.format = format;
    this.table = table;
    this.options = options;
  }

  @Override
  public void open() throws Exception {
    super.open();
    FileSystemRelease.register(getRuntimeContext());
    TableSchema schema = format.schema();
    try {
      DeltaTable.open(Engines.engine(options.hadoop()), table, schema);
    } catch (DeltaSchemaException | S3RefusedException e) {
      throw new SuppressRestartsException(e);
    }
    ProcessingTimeService time = getProcessingTimeService();
    writer = new TableWriter(options, table, schema, time::getCurrentProcessingTime);
    long period = Math.max(1, options.maxFileAge().toMillis() / LOOKS_PER_AGE);
    timer = time.scheduleWithFixedDelay(now -> writer().completeOld(), period, period);
    rows = getMetricGroup().addGroup("freshet").counter("rows_logged");
  }

  @Override
  public void processElement(StreamRecord<T> element) throws IOException {
    T value = element.getValue();
    if (format.isRow(value)) {
      writer().write(format, value);
      Objects.requireNonNull(rows).inc();
    } else {
      Map<String, Long> completeFrom = format.completeFrom(value);
      if (!completeFrom.isEmpty()) {
        output.collect(new StreamRecord<>(CommitCodec.encode(completeFrom)));
      }
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws IOException {
    sendFiles();
  }

  @Override
  public void endInput() throws IOException {
    sendFiles();
  }

  @Override
  public void close() throws Exception {
    if (timer != null) {
      timer.cancel(false);
    }
    if (writer != null) {
      writer.close();
    }
    super.close();
  }

  private void sendFiles() throws IOException {
    for (DataFile file : writer().drain()) {
      output.collect(new StreamRecord<>(CommitCodec.encode(file)));
    }
  }

  private TableWriter writer() {
    return Objects.requireNonNull(writer);
  }
}
