package io.freshet.bench.burst;

import io.freshet.bench.Definitions;
import io.freshet.defs.env.Environment;
import io.freshet.defs.plan.PipelinePlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.jobs.JobOptions;
import io.freshet.jobs.topology.JobSettings;
import io.freshet.jobs.topology.ViewInput;
import io.freshet.jobs.topology.Views;
import io.freshet.jobs.window.KeyedEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Runs the product's keyed operator through a midnight, with the product's own settings but for the
 * interval of checkpoints and the memory for keys. In a cluster in this process: that tells how
 * long checkpoints took.
 */
final class BurstRun {
  private static final long TELL_SECONDS = 2;

  /** Live rows that are held back when the last key expires come out in this time. */
  private static final long AFTERMATH_MILLIS = 2_000;

  private static final long END_SECONDS = 60;

  private final BurstSpec spec;
  private final Path directory;
  private final Consumer<String> progress;

  /**
   * @param directory for definitions, state and checkpoints; nothing else is in it
   */
  BurstRun(BurstSpec spec, Path directory, Consumer<String> progress) {
    this.spec = spec;
    this.directory = directory;
    this.progress = progress;
  }

  BurstResult run() throws Exception {
    PipelinePlan plan = plan();
    Configuration settings = settings(plan);
    try (BurstWatch watch = BurstWatch.open(spec);
        MiniCluster cluster = cluster(settings)) {
      JobGraph job = job(plan, settings, watch.id());
      cluster.submitJob(job).get();
      CompletableFuture<JobResult> result = cluster.requestJobResult(job.getJobID());
      await(watch, result);
      Thread.sleep(AFTERMATH_MILLIS);
      cluster.cancelJob(job.getJobID()).get();
      result.get(END_SECONDS, TimeUnit.SECONDS);
      return new BurstResult(
          spec.keys(),
          watch.burstSeconds(),
          watch.calm(),
          watch.burst(),
          checkpoints(cluster, job.getJobID(), watch));
    }
  }

  private void await(BurstWatch watch, CompletableFuture<JobResult> result) throws Exception {
    while (true) {
      try {
        CompletableFuture.anyOf(watch.through(), result).get(TELL_SECONDS, TimeUnit.SECONDS);
        if (result.isDone()) {
          result.get().toJobExecutionResult(BurstRun.class.getClassLoader());
          throw new IllegalStateException("the job ended before all keys had expired");
        }
        return;
      } catch (TimeoutException e) {
        progress.accept(phase(watch));
      }
    }
  }

  private String phase(BurstWatch watch) {
    if (watch.loaded() < spec.keys()) {
      return String.format(Locale.ROOT, "%,d of %,d keys loaded", watch.loaded(), spec.keys());
    }
    return watch.isBurst()
        ? String.format(Locale.ROOT, "%,d of %,d keys expired", watch.expiries(), spec.keys())
        : "before midnight";
  }

  private Checkpoints checkpoints(MiniCluster cluster, JobID job, BurstWatch watch)
      throws Exception {
    return Checkpoints.of(
        Objects.requireNonNull(cluster.getExecutionGraph(job).get().getCheckpointStatsSnapshot()),
        watch.midnightMillis() - spec.calm().toMillis(),
        watch.midnightMillis(),
        watch.endMillis());
  }

  private JobGraph job(PipelinePlan plan, Configuration settings, String watch) {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(settings);
    TypeInformation<KeyedEvent> type = TypeInformation.of(KeyedEvent.class);
    ViewPlan view = plan.views().get(0);
    DataStream<KeyedEvent> events =
        numbers(environment, Long.MAX_VALUE - 1)
            .transform("feed", type, new BurstFeed(watch, view.sources().get(0)));
    DataStream<KeyedEvent> words =
        numbers(environment, 0)
            .filter(number -> false)
            .transform("no words", type, new BurstFeed(watch, view.sources().get(0)));
    Views.rows(new ViewInput(events, words), plan, view, spec.keyMemory())
        .transform("probe", Types.BYTE, new BurstProbe(watch));
    return environment.getStreamGraph().getJobGraph();
  }

  private static DataStream<Long> numbers(StreamExecutionEnvironment environment, long last) {
    return environment.fromSource(
        new NumberSequenceSource(0, last), WatermarkStrategy.noWatermarks(), "numbers");
  }

  private static MiniCluster cluster(Configuration settings) throws Exception {
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(settings)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(1)
                .withRandomPorts()
                .build());
    cluster.start();
    return cluster;
  }

  private PipelinePlan plan() throws IOException {
    try (InputStream in = BurstRun.class.getResourceAsStream("burst.yaml")) {
      String yaml = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return Definitions.compile(yaml, directory.resolve("definitions"));
    }
  }

  private Configuration settings(PipelinePlan plan) {
    return JobSettings.of(
        plan,
        new Environment(null, null, null, null, Map.of()),
        JobOptions.defaults()
            .withFresh(true)
            .withParallelism(1)
            .withFlink(
                Map.of(
                    "execution.checkpointing.dir",
                    directory.resolve("checkpoints").toUri().toString(),
                    "execution.checkpointing.interval",
                    spec.checkpoint().toMillis() + "ms",
                    "io.tmp.dirs",
                    directory.resolve("tmp").toString(),
                    "restart-strategy.type",
                    "none",
                    "web.checkpoints.history",
                    "100000")));
  }
}
