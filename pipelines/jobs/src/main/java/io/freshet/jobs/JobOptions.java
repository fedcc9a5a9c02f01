package io.freshet.jobs;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a job is run. Immutable.
 *
 * @param bounded whether Kafka topics are read up to their last offsets of the start, and no
 *     further
 * @param fresh whether the job starts without state although there is a checkpoint
 * @param restoreFrom a checkpoint or savepoint to start from; null: the pipeline's last checkpoint,
 *     if there is one
 * @param parallelism number of parallel tasks; 0: what the environment says, else 1
 * @param flink Flink options, before those of the environment
 */
public record JobOptions(
    boolean bounded,
    boolean fresh,
    @Nullable String restoreFrom,
    int parallelism,
    Map<String, String> flink) {

  public JobOptions {
    flink = Map.copyOf(flink);
  }

  /** Live, resumed from the last checkpoint. */
  public static JobOptions defaults() {
    return new JobOptions(false, false, null, 0, Map.of());
  }

  /** The same, but reading Kafka up to what is there now. */
  public JobOptions withBounded(boolean other) {
    return new JobOptions(other, fresh, restoreFrom, parallelism, flink);
  }

  /** The same, but with or without the state of an earlier run. */
  public JobOptions withFresh(boolean other) {
    return new JobOptions(bounded, other, restoreFrom, parallelism, flink);
  }

  /** The same, from a given checkpoint or savepoint. */
  public JobOptions withRestoreFrom(@Nullable String other) {
    return new JobOptions(bounded, fresh, other, parallelism, flink);
  }

  /** The same with another number of parallel tasks. */
  public JobOptions withParallelism(int other) {
    return new JobOptions(bounded, fresh, restoreFrom, other, flink);
  }

  /** The same with other Flink options. */
  public JobOptions withFlink(Map<String, String> other) {
    return new JobOptions(bounded, fresh, restoreFrom, parallelism, other);
  }
}
