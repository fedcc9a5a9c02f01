package io.freshet.bench.windows.subject;

import io.freshet.bench.windows.events.EventLog;
import io.freshet.defs.env.Environment;
import io.freshet.defs.plan.PipelinePlan;
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
import org.jspecify.annotations.Nullable;

/**
 * Runs a subject in this process, with the product's own settings: one slot, RocksDB, incremental
 * checkpoints to local files.
 */
public final class SubjectRun {
  private static final long END_SECONDS = 60;

  private final RunSpec spec;
  private final Path directory;
  private final Consumer<Lap> lap;
  private final Consumer<Object> results;

  /** What is done with a job behind its last lap. */
  private interface Ending {
    /** Answers with the bytes of the job's state; null if nobody asked. */
    @Nullable Long end(JobClient job, LocalRun run) throws Exception;
  }

  /**
   * @param directory for definitions, state and checkpoints; nothing else is in it
   * @param lap hears each lap
   * @param results hears what the subject emits
   */
  public SubjectRun(RunSpec spec, Path directory, Consumer<Lap> lap, Consumer<Object> results) {
    this.spec = spec;
    this.directory = directory;
    this.lap = lap;
    this.results = results;
  }

  /** Generates the events, runs the job up to the last lap and stops it there. */
  public Measurement run() throws Exception {
    return run((job, run) -> null);
  }

  /** The same, and lets the job come to its own end. */
  public Measurement runToEnd() throws Exception {
    return run(
        (job, run) -> {
          run.ending().complete(null);
          job.getJobExecutionResult().get(END_SECONDS, TimeUnit.SECONDS);
          return null;
        });
  }

  /** The same, and measures its state behind the last lap. */
  public Measurement runForState() throws Exception {
    return run((job, run) -> StateSize.of(job, directory.resolve("state")));
  }

  private Measurement run(Ending ending) throws Exception {
    Prepared prepared =
        Prepared.of(spec.workload(), spec.stream(), directory.resolve("definitions"));
    EventLog log = prepared.log();
    Stopwatch watch = new Stopwatch(log, spec.workload().hours().of(log), lap);
    AtomicLong count = new AtomicLong();
    Consumer<Object> counted =
        result -> {
          count.setPlain(count.getPlain() + 1);
          results.accept(result);
        };
    try (LocalRun run = LocalRun.open(log, watch, counted)) {
      // what the generator left behind is no subject's
      System.gc();
      JobClient job = start(run, prepared.plan());
      CompletableFuture<JobExecutionResult> ended = job.getJobExecutionResult();
      try {
        CompletableFuture.anyOf(ended, watch.done()).get();
        Long stateBytes = ending.end(job, run);
        return Measurement.of(
            spec, watch.span(), count.get(), stateBytes, watch.done().getNow(List.of()));
      } finally {
        stop(job, ended);
      }
    }
  }

  private JobClient start(LocalRun run, PipelinePlan plan) throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(
            JobSettings.of(
                plan, new Environment(null, null, null, null, Map.of()), options(directory)));
    JobParts parts =
        new JobParts(
            environment,
            run.id(),
            plan,
            environment.fromSource(
                LogSource.of(run.id()), WatermarkStrategy.noWatermarks(), "events"));
    discard(spec.subject().attach(parts), run.id());
    return environment.executeAsync();
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
                "execution.checkpointing.dir",
                directory.resolve("checkpoints").toUri().toString(),
                "io.tmp.dirs",
                directory.resolve("tmp").toString()));
  }

  private static void stop(JobClient job, CompletableFuture<JobExecutionResult> ended)
      throws InterruptedException {
    try {
      if (!ended.isDone()) {
        job.cancel().get(END_SECONDS, TimeUnit.SECONDS);
      }
      ended.get(END_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // cancelled, as it was told; or busy with what is not measured any more
    }
  }
}
