package io.freshet.sinks.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.sinks.delta.care.Compaction;
import io.freshet.sinks.delta.care.TableCare;
import io.freshet.sinks.delta.care.TableVersion;
import io.freshet.sinks.delta.read.DeltaTableReader;
import io.freshet.sinks.delta.table.DeltaSinkOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
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
 * with another parallelism, from where they stopped or from an older point, while the table is
 * compacted to small files by the job itself, by another process, or by both.
 *
 * <p>Rows name their run, so that the table can be held against what happened: a run has logged an
 * unbroken range of rows, each once, from where it was started to at least where another was
 * started from it.
 */
final class TestingSchedule {
  private static final long ROWS = 4_000;
  private static final int LEAST_FILE_SIZE = 15_000;
  private static final int MOST_FILE_SIZE = 100_000;
  private static final int SHORTEST_INTERVAL_MILLIS = 50;
  private static final int LONGEST_INTERVAL_MILLIS = 150;
  private static final int MOST_RUNS = 5;
  private static final int MOST_FAILURES = 3;
  private static final int MOST_SUBTASKS = 3;
  private static final int LONGEST_RUN_MILLIS = 500;
  private static final int MOST_ATTEMPTS = 500;
  private static final int POLL_MILLIS = 100;
  private static final int MOST_VERSIONS = 30;

  /** Who compacts the table while it is written to. */
  enum Compactor {
    JOB,
    OTHER_PROCESS,
    BOTH
  }

  /** How a run ends. */
  private enum End {
    STOPPED,
    KILLED_AFTER_SAVEPOINT,
    KILLED
  }

  /** A point from which a run can start. */
  private record Origin(int run, String path, boolean last) {}

  /**
   * A run that was started from a point of another one. What that one had not committed it commits
   * when it starts, so that it may be missing if the run was killed before.
   */
  private record Start(int run, Origin origin, long first, boolean cameToACheckpoint) {}

  private final Path directory;
  private final DeltaSinkOptions options;
  private final String view;
  private final Compactor compactor;
  private final CompactorProcess process;
  private final DeltaTableReader table;
  private final TableCare care;
  private final Random random;
  private final List<Origin> origins = new ArrayList<>();

  private final List<Start> starts = new ArrayList<>();

  /** Where a run has come to exactly, by run. */
  private final Map<Integer, Long> exactly = new TreeMap<>();

  private final StringBuilder told = new StringBuilder();
  private int runs;
  private int compactions;

  /**
   * A life.
   *
   * @param process what compacts where it is another process
   */
  TestingSchedule(
      Path directory,
      DeltaSinkOptions options,
      String view,
      long seed,
      Compactor compactor,
      CompactorProcess process) {
    this.directory = directory;
    this.view = view;
    this.compactor = compactor;
    this.process = process;
    this.random = new Random(seed);
    int fileSize = LEAST_FILE_SIZE + random.nextInt(MOST_FILE_SIZE - LEAST_FILE_SIZE);
    this.options = options.withTargetFileSize(fileSize);
    this.table = DeltaTableReader.open(this.options, "shop", view);
    this.care = TableCare.of(this.options, "shop", view);
    told.append("seed ").append(seed).append(", compacted by ").append(compactor);
    told.append(" to ").append(fileSize).append(" bytes");
  }

  /** Lives it, to the end of the input. */
  void live() throws Exception {
    if (compactor == Compactor.JOB) {
      liveAlone();
      return;
    }
    process.compact(options, view);
    try {
      liveAlone();
    } finally {
      process.rest();
    }
  }

  private void liveAlone() throws Exception {
    int interrupted = 1 + random.nextInt(MOST_RUNS - 1);
    for (int i = 0; i < interrupted; i++) {
      interruptedRun();
    }
    Origin origin = origin();
    TestingRows rows = next(origin);
    runToTheEnd(rows, job(rows, origin, random.nextBoolean()).pausingEvery(1).start());
    exactly.put(runs, ROWS);
    started(rows, origin, true);
  }

  /** Without haste, until there was a compaction among its commits. */
  private void runToTheEnd(TestingRows rows, JobClient job) throws Exception {
    long began = System.currentTimeMillis();
    boolean hurried = false;
    while (!job.getJobStatus().get().isGloballyTerminalState()) {
      if (!hurried && compactionsAmongCommits(began, Long.MAX_VALUE) > 0) {
        TestingJob.hurry(rows);
        hurried = true;
      }
      Thread.sleep(POLL_MILLIS);
    }
    job.getJobExecutionResult().get();
    compactions += compactionsAmongCommits(began, Long.MAX_VALUE);
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
          .isGreaterThanOrEqualTo(atLeast(run, indices.keySet()));
      assertThat(end).as("end of run %d: %s", run, told).isEqualTo(exactly.getOrDefault(run, end));
    }
  }

  /** How many compactions came between two commits of a run. */
  int compactions() {
    return compactions;
  }

  private int compactionsAmongCommits(long from, long to) {
    if (!table.exists()) {
      return 0;
    }
    List<String> operations =
        care.history(MOST_VERSIONS).stream()
            .filter(version -> version.time() >= from && version.time() <= to)
            .map(TableVersion::operation)
            .toList();
    int last = operations.indexOf("append");
    int first = operations.lastIndexOf("append");
    return last < 0 ? 0 : Collections.frequency(operations.subList(last, first), "optimize");
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
    long began = System.currentTimeMillis();
    JobClient job =
        job(rows, origin, unaligned).pausingEvery(1 + random.nextInt(4)).with(kept).start();
    Thread.sleep(millis);
    String point = end == End.KILLED ? null : savepoint(job, end);
    if (end != End.STOPPED || point == null) {
      cancel(job);
    }
    compactions += compactionsAmongCommits(began, System.currentTimeMillis());
    if (end == End.KILLED) {
      point = newestCheckpoint(checkpoints);
    }
    if (point != null) {
      origins.add(new Origin(runs, point, end == End.STOPPED));
    }
    started(rows, origin, point != null);
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
    int spread = LONGEST_INTERVAL_MILLIS - SHORTEST_INTERVAL_MILLIS;
    int interval = SHORTEST_INTERVAL_MILLIS + random.nextInt(spread);
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(interval));
    int subtasks = 1 + random.nextInt(MOST_SUBTASKS);
    int failures = random.nextInt(MOST_FAILURES);
    told.append(", ").append(subtasks).append(" subtasks, ").append(failures).append(" failures");
    TestingJob job =
        new TestingJob(options, rows, ROWS)
            .parallelism(subtasks)
            .compaction(compactor == Compactor.OTHER_PROCESS ? Compaction.OFF : Compaction.AUTO)
            .failing(failures, random.nextLong())
            .with(configuration);
    return origin == null ? job : job.from(origin.path());
  }

  private void started(TestingRows rows, @Nullable Origin origin, boolean cameToACheckpoint) {
    long first = TestingJob.firstIndex(rows, -1);
    if (origin != null && first >= 0) {
      starts.add(new Start(runs, origin, first, cameToACheckpoint));
      if (origin.last()) {
        exactly.put(origin.run(), first);
      }
    }
  }

  /** Where a run has to have come to at least: to where another one began. */
  private long atLeast(int run, Set<Integer> loggedRuns) {
    return starts.stream()
        .filter(start -> start.origin.run == run)
        .filter(start -> start.cameToACheckpoint || loggedRuns.contains(start.run))
        .mapToLong(Start::first)
        .max()
        .orElse(0);
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
