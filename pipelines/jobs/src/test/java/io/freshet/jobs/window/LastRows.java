package io.freshet.jobs.window;

import io.freshet.schemas.FeatureRow;
import io.freshet.schemas.PackedRow;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Collects the last row of each key exactly once: what it has is part of the checkpoints. Fails
 * when the {@link Trial} says so.
 */
@SuppressWarnings("NullAway.Init") // fields are set in initializeState()
final class LastRows extends AbstractStreamOperator<Byte>
    implements OneInputStreamOperator<FeatureRow, Byte>, BoundedOneInput {
  private static final long serialVersionUID = 1L;
  private static final int VERSION_END = PackedRow.VERSION_OFFSET + PackedRow.VERSION_LENGTH;

  private final String id;
  private transient Trial trial;
  private transient ListState<FeatureRow> state;
  private transient Map<String, FeatureRow> rows;

  LastRows(String trial) {
    this.id = trial;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    trial = Trial.of(id);
    context.getRestoredCheckpointId().ifPresent(trial.restored::add);
    state =
        context
            .getOperatorStateStore()
            .getUnionListState(
                new ListStateDescriptor<>("rows", TypeInformation.of(FeatureRow.class)));
    rows = new HashMap<>();
    for (FeatureRow row : state.get()) {
      if (isOurs(row.key())) {
        rows.put(row.key(), row);
      }
    }
  }

  private boolean isOurs(String key) {
    var task = getRuntimeContext().getTaskInfo();
    return KeyGroupRangeAssignment.assignKeyToParallelOperator(
            key, task.getMaxNumberOfParallelSubtasks(), task.getNumberOfParallelSubtasks())
        == task.getIndexOfThisSubtask();
  }

  @Override
  public void processElement(StreamRecord<FeatureRow> element) {
    FeatureRow row = element.getValue();
    if (row.kind() == FeatureRow.Kind.LAYOUT) {
      return;
    }
    trial.collect();
    FeatureRow before = rows.put(row.key(), row);
    if (before != null && !isNewer(row.packed(), before.packed())) {
      trial.setbacks.add(row.key() + ": " + version(before) + ", then " + version(row));
    }
  }

  private static boolean isNewer(byte[] row, byte[] than) {
    return Arrays.compareUnsigned(
            row, PackedRow.VERSION_OFFSET, VERSION_END, than, PackedRow.VERSION_OFFSET, VERSION_END)
        > 0;
  }

  private static String version(FeatureRow row) {
    return PackedRow.generation(row.packed())
        + "/"
        + PackedRow.featureTimestamp(row.packed())
        + "/"
        + PackedRow.sequence(row.packed());
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    state.update(rows.values().stream().toList());
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    super.notifyCheckpointComplete(checkpointId);
    trial.completed();
  }

  @Override
  public void endInput() {
    trial.rows.putAll(rows);
  }
}
