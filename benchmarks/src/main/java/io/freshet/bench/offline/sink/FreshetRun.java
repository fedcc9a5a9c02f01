package io.freshet.bench.offline.sink;

import io.freshet.schemas.FeatureRow;
import io.freshet.schemas.RowLayout;
import io.freshet.sinks.delta.DeltaSink;
import io.freshet.sinks.delta.table.DeltaSinkOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * The product's sink in a Flink job of one task, whose source hands over rows that lie in memory.
 * What the source and Flink take is measured too.
 */
final class FreshetRun {
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(2);

  /** Functions are serialized on their way into the job: they find the run by its folder. */
  private static final Map<String, FreshetRun> RUNS = new ConcurrentHashMap<>();

  private final RowLayout layout;
  private final List<FeatureRow> rows;
  private final Stopwatch watch;

  FreshetRun(RowLayout layout, List<FeatureRow> rows, Stopwatch watch) {
    this.layout = layout;
    this.rows = rows;
    this.watch = watch;
  }

  Written run(Path folder, int warmUp, int count) throws Exception {
    Configuration settings = new Configuration();
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL);
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    settings.set(PipelineOptions.OBJECT_REUSE, true);
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    settings.set(CoreOptions.DEFAULT_PARALLELISM, 1);
    settings.set(RestOptions.BIND_PORT, "0");
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(settings);
    String run = folder.toString();
    RUNS.put(run, this);
    try {
      DataStream<FeatureRow> stream =
          environment
              .fromSequence(0, warmUp + count - 1L)
              .map(new RowByNumber(run, warmUp))
              .returns(FeatureRow.class);
      DeltaSink.append(stream, layout, DeltaSinkOptions.of(folder.toString()));
      environment.executeAsync("sink").getJobExecutionResult().get();
      return watch.stop(count, 0);
    } finally {
      RUNS.remove(run);
    }
  }

  private FeatureRow row(long number) {
    return rows.get((int) (number % rows.size()));
  }

  private static FreshetRun of(String id) {
    return Objects.requireNonNull(RUNS.get(id), "the run is over");
  }

  private static final class RowByNumber implements MapFunction<Long, FeatureRow> {
    private static final long serialVersionUID = 1L;

    private final String runId;
    private final long warmUp;
    private transient @Nullable FreshetRun run;

    RowByNumber(String runId, long warmUp) {
      this.runId = runId;
      this.warmUp = warmUp;
    }

    @Override
    public FeatureRow map(Long number) {
      FreshetRun running = run;
      if (running == null) {
        running = FreshetRun.of(runId);
        run = running;
      }
      if (number == warmUp) {
        running.watch.start();
      }
      return running.row(number);
    }
  }
}
