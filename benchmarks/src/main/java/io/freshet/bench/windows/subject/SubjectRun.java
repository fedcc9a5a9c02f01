package io.freshet.bench.windows.subject;

import io.freshet.bench.windows.events.EventLog;
import io.freshet.defs.env.Environment;
import io.freshet.defs.plan.PipelinePlan;
import io.freshet.defs.plan.SourcePlan;
import io.freshet.jobs.JobOptions;
import io.freshet.jobs.topology.JobSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Runs a subject in this process, with the product's own settings: one slot, RocksDB, incremental
 * checkpoints to local files.
 */
public final class SubjectRun {
  private static final long CANCEL_SECONDS = 20;

  private final RunSpec spec;
  private final Path directory;

  /**
   * @param directory for definitions and checkpoints; nothing else is in it
   */
  public SubjectRun(RunSpec spec, Path directory) {
    this.spec = spec;
    this.directory = directory;
  }

  /**
   * Generates the events, runs the job and waits for the last lap; what the job has left to do then
   * is not waited for.
   *
   * @param lap hears each lap
   * @param results hears what the subject emits
   */
  public Measurement run(Consumer<Lap> lap, Consumer<Object> results) throws Exception {
    PipelinePlan plan = spec.workload().view().compile(directory.resolve("definitions"));
    SourcePlan source = plan.sources().get(0);
    EventLog log =
        new EventLog(
            spec.stream(),
            plan.views().get(0).sources().get(0),
            source.maxOutOfOrderness(),
            BenchView.step(plan));
    Stopwatch watch = new Stopwatch(log, spec.workload().hours().of(log), lap);
    AtomicLong count = new AtomicLong();
    Consumer<Object> counted =
        result -> {
          count.setPlain(count.getPlain() + 1);
          results.accept(result);
        };
    try (LocalRun run = LocalRun.open(log, watch, counted)) {
      List<Lap> laps = execute(run, plan);
      return Measurement.of(spec, count.get(), laps);
    }
  }

  private List<Lap> execute(LocalRun run, PipelinePlan plan) throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(
            JobSettings.of(
                plan, new Environment(null, null, null, null, Map.of()), options(directory)));
    DataStream<?> results =
        spec.subject()
            .attach(
                new JobParts(
                    environment,
                    run.id(),
                    plan,
                    environment.fromSource(
                        LogSource.of(run.id()), WatermarkStrategy.noWatermarks(), "events")));
    discard(results, run.id());
    JobClient job = environment.executeAsync();
    CompletableFuture<JobExecutionResult> ended = job.getJobExecutionResult();
    CompletableFuture<List<Lap>> done = run.watch().done();
    try {
      CompletableFuture.anyOf(ended, done).get();
      return done.get(1, TimeUnit.SECONDS);
    } finally {
      stop(job, ended);
    }
  }

  private static <T> void discard(DataStream<T> results, String run) {
    results.transform("stopwatch", Types.BYTE, new StopwatchOperator<>(run));
  }

  private static JobOptions options(Path directory) {
    return JobOptions.defaults()
        .withFresh(true)
        .withParallelism(1)
        .withFlink(
            Map.of(
                "execution.checkpointing.dir", directory.resolve("checkpoints").toUri().toString(),
                "io.tmp.dirs", directory.resolve("tmp").toString()));
  }

  private static void stop(JobClient job, CompletableFuture<JobExecutionResult> ended)
      throws InterruptedException {
    try {
      if (!ended.isDone()) {
        job.cancel().get(CANCEL_SECONDS, TimeUnit.SECONDS);
      }
      ended.get(CANCEL_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // cancelled, or still busy with its last watermark: its time is not measured
    }
  }
}
