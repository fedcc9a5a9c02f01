package io.freshet.sinks.testing;

import io.freshet.schemas.FeatureRow;
import org.apache.flink.api.common.accumulators.LongMaximum;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;

/** Makes rows from their indexes, slowly where a test must get between two of them. */
final class PacedRows extends RichMapFunction<Long, FeatureRow> implements CheckpointListener {
  private static final long serialVersionUID = 1L;

  /** The accumulator that counts how often the job has been restarted. */
  static final String RESTARTS = "restarts";

  /** The index for which the layout is published. */
  static final long LAYOUT = -1;

  /** What happens between two rows. */
  enum Pace {
    /** Nothing. */
    FREE,
    /** A pause, for ever. */
    SLOW,
    /**
     * A pause, and twice a failure: after some checkpoints have been completed and some rows have
     * gone by since. Then nothing.
     */
    FAILING
  }

  private static final int FAILURES = 2;
  private static final int CHECKPOINTS_BEFORE_FAILURE = 2;
  private static final int ROWS_BEFORE_FAILURE = 20;

  private final ContractRows rows;
  private final int keys;
  private final Pace pace;
  private transient int attempt;
  private transient int checkpoints;
  private transient int rowsSinceCheckpoint;

  PacedRows(ContractRows rows, int keys, Pace pace) {
    this.rows = rows;
    this.keys = keys;
    this.pace = pace;
  }

  @Override
  public void open(OpenContext context) {
    attempt = getRuntimeContext().getTaskInfo().getAttemptNumber();
    LongMaximum restarts = new LongMaximum();
    restarts.add(attempt);
    getRuntimeContext().addAccumulator(RESTARTS, restarts);
  }

  @Override
  public FeatureRow map(Long index) throws InterruptedException {
    boolean fails = pace == Pace.FAILING && attempt < FAILURES;
    if (fails || pace == Pace.SLOW) {
      Thread.sleep(1);
    }
    rowsSinceCheckpoint++;
    if (fails
        && checkpoints >= CHECKPOINTS_BEFORE_FAILURE
        && rowsSinceCheckpoint >= ROWS_BEFORE_FAILURE) {
      throw new IllegalStateException("failure " + (attempt + 1) + ", induced by the contract");
    }
    return index == LAYOUT ? rows.published() : rows.row(index, keys);
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) {
    checkpoints++;
    rowsSinceCheckpoint = 0;
  }
}
