package io.freshet.local.run;

import io.freshet.defs.env.Environment;
import io.freshet.defs.plan.PipelinePlan;
import io.freshet.jobs.JobOptions;
import io.freshet.jobs.PipelineJob;
import io.freshet.jobs.metrics.PipelineMetrics;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;

/**
 * A pipeline whose job runs in this process. Thread-safe.
 *
 * <p>It ends by itself when all its sources do. {@link #close()} cancels what still runs: its last
 * checkpoint stays, and the next run resumes from it.
 */
public final class PipelineRun implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration QUIET = Duration.ofMillis(1_500);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(120);

  private final String pipeline;
  private final PipelineMetrics metrics;
  private final JobClient job;
  private final CompletableFuture<JobExecutionResult> result;
  private volatile boolean stopped;

  private PipelineRun(String pipeline, PipelineMetrics metrics, JobClient job) {
    this.pipeline = pipeline;
    this.metrics = metrics;
    this.job = job;
    this.result = job.getJobExecutionResult();
  }

  /**
   * Starts a pipeline and returns when its job is accepted.
   *
   * @throws io.freshet.jobs.JobException if it cannot run in this environment
   * @throws RunFailedException if Flink does not take the job
   */
  public static PipelineRun start(PipelinePlan plan, Environment environment, JobOptions options) {
    PipelineMetrics metrics = PipelineMetrics.open();
    try {
      PipelineJob job = PipelineJob.of(plan, watched(environment, metrics), options);
      return new PipelineRun(plan.name(), metrics, job.start());
    } catch (RuntimeException e) {
      metrics.close();
      throw e;
    } catch (Exception e) {
      metrics.close();
      throw new RunFailedException(plan.name(), e);
    }
  }

  /** The environment's options are the strongest, so ours have to be among them. */
  private static Environment watched(Environment environment, PipelineMetrics metrics) {
    Map<String, String> flink = new HashMap<>(environment.flink());
    flink.putAll(metrics.flinkOptions(flink));
    // libraries that outlive the job may go on using its class loader: it is that of this process
    flink.putIfAbsent("classloader.check-leaked-classloader", "false");
    return new Environment(
        environment.kafka(),
        environment.registry(),
        environment.online(),
        environment.offline(),
        flink);
  }

  /** What has been counted so far. To be called every second or so, or freshness has gaps. */
  public RunCounts counts() {
    return RunCounts.of(metrics.snapshot());
  }

  /** Rejected records of a view or source by reason. */
  public SortedMap<String, Long> deadLetters(String owner) {
    return metrics.snapshot().deadLetters(owner);
  }

  /** Measures freshness from now on. */
  public void restartFreshness() {
    metrics.restartFreshness();
  }

  /** Whether the job has ended, in whatever way. */
  public boolean isOver() {
    return result.isDone();
  }

  /**
   * Waits for the end.
   *
   * @param pause how long to wait at most
   * @return whether it has ended
   * @throws RunFailedException if it failed
   */
  public boolean await(Duration pause) {
    try {
      result.get(pause.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      if (stopped) {
        return true;
      }
      throw new RunFailedException(pipeline, e);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  /**
   * Waits until a number of records has been read and their rows are published, and then no more
   * rows come for a moment.
   *
   * @param records number of records
   * @param patience how long nothing may move before this gives up
   * @param watcher told the counts now and then
   * @throws RunFailedException if the job ends, or nothing moves although records are missing
   */
  public void awaitRead(long records, Duration patience, Consumer<RunCounts> watcher) {
    RunCounts last = counts();
    long moved = System.nanoTime();
    while (true) {
      if (await(POLL)) {
        throw new RunFailedException("Pipeline '" + pipeline + "' ended before it was stopped.");
      }
      RunCounts now = counts();
      watcher.accept(now);
      long still = System.nanoTime() - moved;
      if (now.differsFrom(last)) {
        moved = System.nanoTime();
      } else if (now.recordsRead() >= records && still >= QUIET.toNanos()) {
        return;
      } else if (still >= patience.toNanos()) {
        throw new RunFailedException(
            "Pipeline '%s' read %d of %d records and then none for %d s; see the log (--log FILE)"
                .formatted(pipeline, now.recordsRead(), records, patience.toSeconds()));
      }
      last = now;
    }
  }

  /**
   * Stops the pipeline with all that it has read published and logged.
   *
   * @param folder where the savepoint is written
   * @return the savepoint
   */
  public String stopWithSavepoint(URI folder) {
    stopped = true;
    try {
      String savepoint =
          job.stopWithSavepoint(false, folder.toString(), SavepointFormatType.CANONICAL)
              .get(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS);
      result.get(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return savepoint;
    } catch (ExecutionException e) {
      throw new RunFailedException(pipeline, e);
    } catch (TimeoutException e) {
      throw new RunFailedException(
          "Pipeline '%s' did not stop within %d s; see the log (--log FILE)"
              .formatted(pipeline, STOP_PATIENCE.toSeconds()));
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  /** Cancels the job if it runs, and waits for its end. */
  public void cancel() {
    stopped = true;
    if (!result.isDone()) {
      try {
        job.cancel().get(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS);
        result.handle((done, failure) -> null).get(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS);
      } catch (ExecutionException | TimeoutException e) {
        // the job ended on its own meanwhile, or ends with this process
      } catch (InterruptedException e) {
        throw interrupted();
      }
    }
  }

  @Override
  public void close() {
    cancel();
    metrics.close();
  }

  private RunFailedException interrupted() {
    Thread.currentThread().interrupt();
    return new RunFailedException("Interrupted while pipeline '" + pipeline + "' was running.");
  }
}
