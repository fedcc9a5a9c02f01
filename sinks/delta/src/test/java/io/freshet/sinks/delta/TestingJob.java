package io.freshet.sinks.delta;

import io.freshet.schemas.FeatureRow;
import io.freshet.sinks.delta.care.Compaction;
import io.freshet.sinks.delta.table.DeltaSinkOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A job that logs rows 0 to {@code rows - 1}, and whatever befalls it. */
final class TestingJob {
  private static final Duration INTERVAL = Duration.ofMillis(100);

  /** The smallest index that a run has come to, by run and view; jobs run in this process. */
  private static final Map<String, Long> FIRST = new ConcurrentHashMap<>();

  /** Runs that pause no more, likewise. */
  private static final Set<String> HURRIED = ConcurrentHashMap.newKeySet();

  private final DeltaSinkOptions options;
  private final TestingRows rows;
  private final Configuration configuration = new Configuration();
  private int parallelism = 2;
  private Compaction compaction = Compaction.OFF;
  private final long count;
  private long pauseEvery = Long.MAX_VALUE;
  private int failures;
  private long seed;

  TestingJob(DeltaSinkOptions options, TestingRows rows, long count) {
    this.options = options;
    this.rows = rows;
    this.count = count;
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, INTERVAL);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 10);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
  }

  TestingJob parallelism(int subtasks) {
    parallelism = subtasks;
    return this;
  }

  TestingJob compaction(Compaction other) {
    compaction = other;
    return this;
  }

  /** A millisecond's pause after so many rows. */
  TestingJob pausingEvery(long rowsBetween) {
    pauseEvery = rowsBetween;
    return this;
  }

  /** Fails so many times, at moments drawn from {@code seed}. */
  TestingJob failing(int times, long seed) {
    this.failures = times;
    this.seed = seed;
    return this;
  }

  TestingJob from(String savepoint) {
    configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    return this;
  }

  TestingJob with(Configuration more) {
    configuration.addAll(more);
    return this;
  }

  void run() throws Exception {
    environment().execute();
  }

  JobClient start() throws Exception {
    return environment().executeAsync();
  }

  /** Where a run of this process began, and {@code none} if it has not come to a row. */
  static long firstIndex(TestingRows rows, long none) {
    return FIRST.getOrDefault(name(rows), none);
  }

  /** Lets a run of this process go on without pauses. */
  static void hurry(TestingRows rows) {
    HURRIED.add(name(rows));
  }

  private static String name(TestingRows rows) {
    return rows.availableAt(0) + rows.layout().view();
  }

  static String stop(JobClient job, Path savepoints) throws Exception {
    String savepoint =
        job.stopWithSavepoint(false, savepoints.toUri().toString(), SavepointFormatType.CANONICAL)
            .get();
    job.getJobExecutionResult().get();
    return savepoint;
  }

  private StreamExecutionEnvironment environment() {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(parallelism);
    DataStream<FeatureRow> stream =
        environment
            .fromSequence(0, count - 1)
            .setParallelism(1)
            .uid("sequence")
            .map(new Trouble(rows, pauseEvery, failures, seed))
            .setParallelism(1)
            .uid("rows")
            .rebalance();
    DeltaSink.append(stream, rows.layout(), options, compaction);
    return environment;
  }

  /** Makes rows; pauses and fails as it is told. */
  private static final class Trouble extends RichMapFunction<Long, FeatureRow>
      implements CheckpointListener {
    private static final long serialVersionUID = 1L;
    private static final int MOST_ROWS = 1_500;
    private static final int MOST_CHECKPOINTS = 4;

    private final TestingRows rows;
    private final long pauseEvery;
    private final int failures;
    private final long seed;
    private transient boolean started;
    private transient boolean fails;
    private transient long rowsLeft;
    private transient long checkpointsLeft;

    Trouble(TestingRows rows, long pauseEvery, int failures, long seed) {
      this.rows = rows;
      this.pauseEvery = pauseEvery;
      this.failures = failures;
      this.seed = seed;
    }

    @Override
    public void open(OpenContext context) {
      int attempt = getRuntimeContext().getTaskInfo().getAttemptNumber();
      Random random = new Random(seed + attempt);
      fails = attempt < failures;
      boolean atCheckpoint = random.nextBoolean();
      rowsLeft = atCheckpoint ? Long.MAX_VALUE : 1 + random.nextInt(MOST_ROWS);
      checkpointsLeft = atCheckpoint ? 1 + random.nextInt(MOST_CHECKPOINTS) : Long.MAX_VALUE;
    }

    @Override
    public FeatureRow map(Long index) throws InterruptedException {
      if (!started) {
        started = true;
        FIRST.merge(name(rows), index, Math::min);
      }
      if (index % pauseEvery == pauseEvery - 1 && !HURRIED.contains(name(rows))) {
        Thread.sleep(1);
      }
      if (fails && --rowsLeft <= 0) {
        throw new IllegalStateException("induced after a row");
      }
      return rows.row(index);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
      if (fails && --checkpointsLeft <= 0) {
        throw new IllegalStateException("induced by a checkpoint");
      }
    }
  }
}
