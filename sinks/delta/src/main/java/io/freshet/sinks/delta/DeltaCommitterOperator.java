package io.freshet.sinks.delta;

import io.delta.kernel.engine.Engine;
import io.freshet.sinks.delta.care.AutoCompaction;
import io.freshet.sinks.delta.care.Compaction;
import io.freshet.sinks.delta.care.CompactionThread;
import io.freshet.sinks.delta.s3.S3RefusedException;
import io.freshet.sinks.delta.schema.RowFormat;
import io.freshet.sinks.delta.table.DataFile;
import io.freshet.sinks.delta.table.DeltaFilesMissingException;
import io.freshet.sinks.delta.table.DeltaSchemaException;
import io.freshet.sinks.delta.table.DeltaSinkOptions;
import io.freshet.sinks.delta.table.DeltaTable;
import io.freshet.sinks.delta.table.Engines;
import io.freshet.sinks.delta.table.PendingCommit;
import io.freshet.sinks.delta.table.TableMetadata;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.execution.Environment;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.jobgraph.JobType;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Commits files to the table, those of one checkpoint as one transaction. The only instance; see
 * {@link DeltaSink} for why each file is committed once.
 */
final class DeltaCommitterOperator extends AbstractStreamOperator<Void>
    implements OneInputStreamOperator<byte[], Void>, BoundedOneInput {
  private static final long serialVersionUID = 1L;
  private static final String STATE = "pending-commits";

  private final RowFormat<?> format;
  private final String table;
  private final DeltaSinkOptions options;
  private final Compaction compaction;

  private transient @Nullable DeltaTable target;
  private transient @Nullable CompactionThread compactor;
  private transient @Nullable ListState<byte[]> state;
  private transient @Nullable String application;
  private transient List<DataFile> received = new ArrayList<>();
  private transient Map<String, Long> completeFrom = new HashMap<>();
  private transient @Nullable Long watermark;
  private transient Deque<PendingCommit> pending = new ArrayDeque<>();
  private transient boolean checkpointed;
  private transient @Nullable CommitMetrics metrics;

  DeltaCommitterOperator(
      RowFormat<?> format, String table, DeltaSinkOptions options, Compaction compaction) {
    this.format = format;
    this.table = table;
    this.options = options;
    this.compaction = compaction;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    received = new ArrayList<>();
    completeFrom = new HashMap<>();
    pending = new ArrayDeque<>();
    checkpointed = isCheckpointed(getContainingTask().getEnvironment());
    application =
        "freshet-"
            + (checkpointed ? UUID.randomUUID() : getRuntimeContext().getJobInfo().getJobId());
    state =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>(STATE, BytePrimitiveArraySerializer.INSTANCE));
    for (byte[] commit : state.get()) {
      pending.add(CommitCodec.decodeCommit(commit));
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    metrics = new CommitMetrics(getMetricGroup());
    Engine engine = Engines.engine(options.hadoop());
    try {
      target = DeltaTable.open(engine, table, format.schema());
      pending.forEach(target::checkFiles);
    } catch (DeltaSchemaException | DeltaFilesMissingException | S3RefusedException e) {
      throw new SuppressRestartsException(e);
    }
    if (compaction == Compaction.AUTO && checkpointed) {
      compactor = startCompaction(getMetricGroup().addGroup(CommitMetrics.GROUP));
    }
    // restored: their checkpoint is complete
    commitUpTo(Long.MAX_VALUE);
  }

  @Override
  public void processElement(StreamRecord<byte[]> element) {
    CommitCodec.decode(element.getValue(), received::add, completeFrom::putAll);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    // the last one of a bounded input tells of no event
    if (mark.getTimestamp() != Watermark.MAX_WATERMARK.getTimestamp()) {
      watermark = mark.getTimestamp();
    }
    super.processWatermark(mark);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    seal(context.getCheckpointId());
    Objects.requireNonNull(state).update(pending.stream().map(CommitCodec::encode).toList());
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    super.notifyCheckpointComplete(checkpointId);
    commitUpTo(checkpointId);
  }

  @Override
  public void endInput() {
    if (!checkpointed) {
      seal(1);
      commitUpTo(Long.MAX_VALUE);
    }
  }

  @Override
  public void close() throws Exception {
    if (compactor != null) {
      compactor.close();
    }
    super.close();
  }

  private CompactionThread startCompaction(MetricGroup metrics) {
    Path temporary =
        getContainingTask().getEnvironment().getIOManager().getSpillingDirectories()[0].toPath();
    CompactionThread thread =
        new CompactionThread(new AutoCompaction(options, table, temporary), table);
    metrics.gauge("compacted_files", thread::filesMerged);
    metrics.gauge("compacted_bytes", thread::bytesWritten);
    metrics.gauge("compaction_failures", thread::failures);
    return thread;
  }

  private void seal(long version) {
    if (!received.isEmpty()) {
      pending.add(
          new PendingCommit(
              Objects.requireNonNull(application),
              version,
              System.currentTimeMillis(),
              received,
              metadata()));
      received.clear();
      metrics().waiting(pending.peek());
    }
  }

  private @Nullable TableMetadata metadata() {
    String definition = format.definition();
    return definition == null ? null : new TableMetadata(definition, watermark, completeFrom);
  }

  /** In the order of sealing: Delta keeps only the latest version of an application. */
  private void commitUpTo(long version) {
    PendingCommit commit = pending.peek();
    while (commit != null && commit.version() <= version) {
      metrics().committed(commit, Objects.requireNonNull(target).commit(commit));
      pending.remove();
      if (compactor != null) {
        compactor.committed(commit.files());
      }
      commit = pending.peek();
      metrics().waiting(commit);
    }
  }

  private CommitMetrics metrics() {
    return Objects.requireNonNull(metrics);
  }

  /** Whether the input's end is followed by a checkpoint. */
  private boolean isCheckpointed(Environment environment) {
    Configuration job = environment.getJobConfiguration();
    // a mode left to Flink can turn out to be batch, where the interval means nothing
    if (environment.getJobType() == JobType.BATCH
        || !CheckpointingOptions.isCheckpointingEnabled(job)) {
      LOG.info("No checkpoints: {} gets its rows when the input ends", table);
      return false;
    }
    if (!job.get(CheckpointingOptions.ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH)) {
      throw new SuppressRestartsException(
          new IllegalStateException(
              "The last rows of a bounded input are committed by a checkpoint after its end; set "
                  + CheckpointingOptions.ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH.key()
                  + " to true"));
    }
    return true;
  }
}
