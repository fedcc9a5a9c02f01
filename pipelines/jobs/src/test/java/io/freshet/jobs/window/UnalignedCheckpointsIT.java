package io.freshet.jobs.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.defs.DefinitionCompiler;
import io.freshet.defs.env.Environment;
import io.freshet.defs.plan.PipelinePlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.engine.NaiveKey;
import io.freshet.jobs.JobOptions;
import io.freshet.jobs.sql.FlinkExpressionTyper;
import io.freshet.jobs.topology.JobSettings;
import io.freshet.jobs.topology.ViewInput;
import io.freshet.jobs.topology.Views;
import io.freshet.schemas.FeatureRow;
import io.freshet.schemas.PackedRow;
import io.freshet.schemas.RowCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.checkpoint.AbstractCheckpointStats;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStats;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Checkpoints whose barriers overtake events and rows on their way. The rows are collected more
 * slowly than they come, so that the channels are full, and the job fails again and again: the last
 * row of each key is that of the naive evaluator, with each event counted once.
 */
@Timeout(120)
class UnalignedCheckpointsIT {
  private static final long EVENTS = 5_000;
  private static final int FAILURES = 3;
  private static final int MOST_TASKS = 3;

  /** Bytes of memory for a few dozen keys, which come and go. */
  private static final long LITTLE = 30_000;

  private static final String DEFINITIONS =
      """
      kind: Source
      name: events
      connector: kafka
      topic: events
      format: json
      columns: {user_id: string, reading: bigint, at: timestamp_ltz(3)}
      event_time: at
      max_out_of_orderness: 5m
      ---
      kind: Entity
      name: user
      keys: {user_id: string}
      ---
      kind: FeatureView
      name: readings
      entity: user
      freshness: FRESHNESS
      sources:
        - source: events
          features:
            - {name: events, aggregate: count, windows: [1h, lifetime]}
            - {name: total, aggregate: sum, value: reading, windows: [1h, 1d, {size: 6h, offset: 6h}]}
            - {name: largest, aggregate: max, value: reading, windows: [1h, 1d]}
            - {name: different, aggregate: count_distinct, value: reading, windows: [1h]}
            - {name: newest, aggregate: last, value: reading, windows: [1d]}
      """;

  @TempDir private Path directory;

  /** Rows at once, and rows that are held back: then each moment has many of them at once. */
  @ParameterizedTest
  @CsvSource({"0s, 30000, 200000, 500000", "300ms, 30000, 1000000, 5000000"})
  void everyEventCountsOnceWhateverIsOnItsWay(
      String freshness, long keyMemory, long nanosPerEvent, long nanosPerRow) throws Exception {
    PipelinePlan plan = plan(freshness);
    try (Trial trial = new Trial(FAILURES, nanosPerEvent, nanosPerRow)) {
      trial.hurryAfterwards();
      JobGraph job = job(plan, trial, keyMemory, 2);
      try (MiniCluster cluster = cluster(plan)) {
        cluster.executeJobBlocking(job);
        assertThat(trial.survived).as("failed as often as it was to").isCompleted();
        assertThat(onTheWay(cluster, job.getJobID(), trial)).isPositive();
      }
      check(plan, trial);
    }
  }

  @Test
  void anotherNumberOfTasksGoesOnWithWhatWasOnItsWay() throws Exception {
    PipelinePlan plan = plan("0s");
    try (Trial before = new Trial(1, 200_000, 500_000);
        Trial after = new Trial(1, 200_000, 500_000);
        MiniCluster cluster = cluster(plan)) {
      JobGraph job = job(plan, before, LITTLE, 2);
      cluster.submitJob(job).get();
      before.survived.get();
      cluster.cancelJob(job.getJobID()).get();
      cluster.requestJobResult(job.getJobID()).get();
      CompletedCheckpointStats last =
          Objects.requireNonNull(
              cluster
                  .getExecutionGraph(job.getJobID())
                  .get()
                  .getCheckpointStatsSnapshot()
                  .getHistory()
                  .getLatestCompletedCheckpoint());
      assertThat(last.isUnalignedCheckpoint()).isTrue();
      assertThat(last.getPersistedData()).as("bytes on their way").isPositive();
      after.hurryAfterwards();
      cluster.executeJobBlocking(job(plan, after, LITTLE, MOST_TASKS));
      assertThat(after.restored).as("began with").contains(last.getCheckpointId());
      assertThat(before.setbacks).isEmpty();
      check(plan, after);
    }
  }

  private static void check(PipelinePlan plan, Trial trial) {
    assertThat(trial.setbacks).as("rows that were not newer than those before").isEmpty();
    ViewPlan view = plan.views().get(0);
    Map<String, NaiveKey> naive = new NumberedEvents(view, EVENTS).naive(view);
    RowCodec codec = new RowCodec(view.layout(plan.name()));
    assertThat(trial.rows).hasSameSizeAs(naive);
    naive.forEach(
        (key, state) -> {
          FeatureRow row = Objects.requireNonNull(trial.rows.get(key));
          assertThat(row.kind()).as(key).isEqualTo(FeatureRow.Kind.ROW);
          assertThat(codec.decode(row.packed())).as(key).containsExactly(state.values());
          assertThat(PackedRow.sequence(row.packed())).as(key).isEqualTo(state.sequence());
          assertThat(PackedRow.featureTimestamp(row.packed()))
              .as("%s: T", key)
              .isLessThanOrEqualTo(state.featureTimestamp())
              .isGreaterThanOrEqualTo(state.changedAt());
        });
  }

  /** Bytes that were on their way in the checkpoints that the job went back to. */
  private static long onTheWay(MiniCluster cluster, JobID job, Trial trial) throws Exception {
    return cluster
        .getExecutionGraph(job)
        .get()
        .getCheckpointStatsSnapshot()
        .getHistory()
        .getCheckpoints()
        .stream()
        .filter(checkpoint -> trial.restored.contains(checkpoint.getCheckpointId()))
        .filter(AbstractCheckpointStats::isUnalignedCheckpoint)
        .mapToLong(AbstractCheckpointStats::getPersistedData)
        .sum();
  }

  private PipelinePlan plan(String freshness) throws IOException {
    Path folder = Files.createDirectory(directory.resolve("definitions"));
    Files.writeString(folder.resolve("readings.yaml"), DEFINITIONS.replace("FRESHNESS", freshness));
    return new DefinitionCompiler(
            new FlinkExpressionTyper(),
            subject -> {
              throw new IOException("there is no registry");
            },
            Map.of())
        .compile(folder)
        .orThrow();
  }

  private JobGraph job(PipelinePlan plan, Trial trial, long keyMemory, int parallelism) {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(settings(plan, parallelism));
    ViewPlan view = plan.views().get(0);
    SingleOutputStreamOperator<KeyedEvent> events =
        environment
            .fromSource(
                new NumberSequenceSource(0, EVENTS - 1),
                WatermarkStrategy.forGenerator(context -> new NumberedEvents(view, EVENTS).clock()),
                "numbers")
            .uid("numbers")
            .transform(
                "intake",
                TypeInformation.of(KeyedEvent.class),
                new NumbersIntake(trial.id, view, EVENTS))
            .uid("intake");
    DataStream<KeyedEvent> words =
        events
            .getSideOutput(NumbersIntake.WORDS)
            .transform(
                "words",
                TypeInformation.of(KeyedEvent.class),
                new SpreadWords(0, environment.getMaxParallelism()))
            .uid("words");
    Views.rows(new ViewInput(events, words), plan, view, keyMemory)
        .keyBy(FeatureRow::key)
        .transform("rows", Types.BYTE, new LastRows(trial.id))
        .uid("rows");
    return environment.getStreamGraph().getJobGraph();
  }

  private MiniCluster cluster(PipelinePlan plan) throws Exception {
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(settings(plan, MOST_TASKS))
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(MOST_TASKS)
                .withRandomPorts()
                .build());
    cluster.start();
    return cluster;
  }

  /** The product's, with barriers that overtake, and channels that hold little. */
  private Configuration settings(PipelinePlan plan, int parallelism) {
    return JobSettings.of(
        plan,
        new Environment(null, null, null, null, Map.of()),
        JobOptions.defaults()
            .withParallelism(parallelism)
            .withFlink(
                Map.ofEntries(
                    Map.entry("execution.checkpointing.interval", "100ms"),
                    Map.entry("execution.checkpointing.unaligned.enabled", "true"),
                    Map.entry("execution.checkpointing.aligned-checkpoint-timeout", "0ms"),
                    Map.entry(
                        "execution.checkpointing.dir",
                        directory.resolve("checkpoints").toUri().toString()),
                    Map.entry("io.tmp.dirs", directory.resolve("tmp").toString()),
                    Map.entry("restart-strategy.type", "fixed-delay"),
                    Map.entry("restart-strategy.fixed-delay.attempts", "100"),
                    Map.entry("restart-strategy.fixed-delay.delay", "10ms"),
                    Map.entry("taskmanager.memory.segment-size", "4kb"),
                    Map.entry("taskmanager.memory.network.min", "8mb"),
                    Map.entry("taskmanager.memory.network.max", "8mb"),
                    Map.entry("web.checkpoints.history", "1000"))));
  }
}
