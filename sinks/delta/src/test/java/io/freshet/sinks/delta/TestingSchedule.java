package io.freshet.sinks.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.sinks.delta.table.DeltaSinkOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.jspecify.annotations.Nullable;

/**
 * A life of a job, drawn from a seed: runs that fail, are stopped or killed, and are started again
 * with another parallelism, from where they stopped or from an older point.
 *
 * <p>Rows name their run, so that the table can be held against what happened: a run has logged an
 * unbroken range of rows, each once, from where it was started to at least where another was
 * started from it.
 */
final class TestingSchedule {
  private static final long ROWS = 4_000;
  private static final int MOST_RUNS = 5;
  private static final int MOST_FAILURES = 3;
  private static final int MOST_SUBTASKS = 3;
  private static final int LONGEST_RUN_MILLIS = 500;
  private static final int MOST_ATTEMPTS = 500;

  /** How a run ends. */
  private enum End {
    STOPPED,
    KILLED_AFTER_SAVEPOINT,
    KILLED
  }

  /** A point from which a run can start. */
  private record Origin(int run, String path, boolean last) {}

  private final Path directory;
  private final DeltaSinkOptions options;
  private final String view;
  private final Random random;
  private final List<Origin> origins = new ArrayList<>();

  /** Where a run has to have come to at least, by run. */
  private final Map<Integer, Long> atLeast = new TreeMap<>();

  /** Where a run has come to exactly, by run. */
  private final Map<Integer, Long> exactly = new TreeMap<>();

  private final StringBuilder told = new StringBuilder();
  private int runs;

  TestingSchedule(Path directory, DeltaSinkOptions options, String view, long seed) {
    this.directory = directory;
    this.options = options;
    this.view = view;
    this.random = new Random(seed);
    told.append("seed ").append(seed);
  }

  /** Lives it, to the end of the input. */
  void live() throws Exception {
    int interrupted = 1 + random.nextInt(MOST_RUNS - 1);
    for (int i = 0; i < interrupted; i++) {
      interruptedRun();
    }
    Origin origin = origin();
    TestingRows rows = next(origin);
    job(rows, origin, random.nextBoolean()).pausingEvery(100).run();
    exactly.put(runs, ROWS);
    started(rows, origin);
  }

  /** What happened, for people. */
  @Override
  public String toString() {
    return told.toString();
  }

  /**
   * Compares a table with what happened.
   *
   * @param indices the rows of the table, ascending, by run
   */
  void check(Map<Integer, List<Long>> indices) {
    assertThat(indices.keySet()).as("runs: %s", told).allMatch(run -> run >= 1 && run <= runs);
    for (int run = 1; run <= runs; run++) {
      List<Long> found = indices.getOrDefault(run, List.of());
      long first = TestingJob.firstIndex(new TestingRows(view, run), ROWS);
      for (int i = 0; i < found.size(); i++) {
        assertThat(found.get(i)).as("row %d of run %d: %s", i, run, told).isEqualTo(first + i);
      }
      long end = first + found.size();
      assertThat(end)
          .as("end of run %d: %s", run, told)
          .isGreaterThanOrEqualTo(atLeast.getOrDefault(run, 0L));
      assertThat(end).as("end of run %d: %s", run, told).isEqualTo(exactly.getOrDefault(run, end));
    }
  }

  private void interruptedRun() throws Exception {
    Origin origin = origin();
    TestingRows rows = next(origin);
    End end = End.values()[random.nextInt(End.values().length)];
    int millis = random.nextInt(LONGEST_RUN_MILLIS);
    told.append(", ").append(end).append(" after ").append(millis).append(" ms");
    Path checkpoints = directory.resolve("checkpoints-" + runs);
    Configuration kept = new Configuration();
    kept.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    kept.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    // a checkpoint that is not aligned holds rows in flight, from among those that are in files: of
    // a run that is killed after it they are logged by each run from it, or by none
    boolean unaligned = end == End.STOPPED && random.nextBoolean();
    JobClient job =
        job(rows, origin, unaligned).pausingEvery(1 + random.nextInt(4)).with(kept).start();
    Thread.sleep(millis);
    String point = end == End.KILLED ? null : savepoint(job, end);
    if (end != End.STOPPED || point == null) {
      cancel(job);
    }
    if (end == End.KILLED) {
      point = newestCheckpoint(checkpoints);
    }
    if (point != null) {
      origins.add(new Origin(runs, point, end == End.STOPPED));
    }
    started(rows, origin);
  }

  /** The newest point, now and then an older one, or the beginning where there is none. */
  private @Nullable Origin origin() {
    if (origins.isEmpty()) {
      return null;
    }
    boolean rewinds = random.nextInt(3) == 0;
    return origins.get(rewinds ? random.nextInt(origins.size()) : origins.size() - 1);
  }

  private TestingRows next(@Nullable Origin origin) {
    runs++;
    told.append("; run ").append(runs).append(" from ");
    told.append(origin == null ? "the beginning" : "run " + origin.run());
    return new TestingRows(view, runs);
  }

  private TestingJob job(TestingRows rows, @Nullable Origin origin, boolean unaligned) {
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.ENABLE_UNALIGNED, unaligned);
    int subtasks = 1 + random.nextInt(MOST_SUBTASKS);
    int failures = random.nextInt(MOST_FAILURES);
    told.append(", ").append(subtasks).append(" subtasks, ").append(failures).append(" failures");
    TestingJob job =
        new TestingJob(options, rows, ROWS)
            .parallelism(subtasks)
            .failing(failures, random.nextLong())
            .with(configuration);
    return origin == null ? job : job.from(origin.path());
  }

  /** Where the run began is where the other one has come to. */
  private void started(TestingRows rows, @Nullable Origin origin) {
    if (origin != null) {
      long first = TestingJob.firstIndex(rows, -1);
      if (first >= 0) {
        atLeast.merge(origin.run(), first, Math::max);
        if (origin.last()) {
          exactly.put(origin.run(), first);
        }
      }
    }
  }

  /** Null if the job did not come to it before it ended or failed too often. */
  private @Nullable String savepoint(JobClient job, End end) throws Exception {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      try {
        String folder = directory.resolve("savepoints").toUri().toString();
        if (end == End.STOPPED) {
          String path = job.stopWithSavepoint(false, folder, SavepointFormatType.CANONICAL).get();
          job.getJobExecutionResult().get();
          return path;
        }
        return job.triggerSavepoint(folder, SavepointFormatType.CANONICAL).get();
      } catch (ExecutionException e) {
        if (job.getJobStatus().get().isGloballyTerminalState()) {
          return null;
        }
        // it is being started, or has just failed
        Thread.sleep(20);
      }
    }
    return null;
  }

  private static void cancel(JobClient job) throws Exception {
    try {
      job.cancel().get();
      job.getJobExecutionResult().get();
    } catch (ExecutionException e) {
      assertThat(job.getJobStatus().get().isGloballyTerminalState()).isTrue();
    }
  }

  private static @Nullable String newestCheckpoint(Path checkpoints) throws IOException {
    if (!Files.exists(checkpoints)) {
      return null;
    }
    try (Stream<Path> files = Files.walk(checkpoints)) {
      return files
          .filter(file -> file.endsWith("_metadata"))
          .map(Path::getParent)
          .max((one, other) -> Long.compare(number(one), number(other)))
          .map(Path::toString)
          .orElse(null);
    }
  }

  private static long number(Path checkpoint) {
    return Long.parseLong(checkpoint.getFileName().toString().substring("chk-".length()));
  }
}
