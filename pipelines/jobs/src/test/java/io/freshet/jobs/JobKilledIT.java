package io.freshet.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.local.processes.ChildProcess;
import io.freshet.local.processes.LocalStack;
import io.freshet.local.processes.StackOptions;
import io.freshet.sinks.delta.read.DeltaTableReader;
import io.freshet.sinks.delta.read.LoggedRow;
import io.freshet.sinks.delta.table.DeltaSinkOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** The JVM of a job is killed in mid-stream, and the job resumed from its last checkpoint. */
class JobKilledIT {
  private static final boolean FULL = Boolean.getBoolean("freshet.full");
  private static final int KILLS = FULL ? 15 : 5;
  private static final int USERS = FULL ? 400 : 96;
  private static final long SEED = 20_26;
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  @TempDir Path directory;

  @Test
  void nothingIsLostOrTwiceOrMovedBackWhenTheJobIsKilled(TestReporter reporter) throws Exception {
    List<String> users = IntStream.range(0, USERS).mapToObj(i -> "u" + i).toList();
    StackOptions options = StackOptions.DEFAULT.withDirectory(directory.resolve("stack"));
    try (LocalStack stack = LocalStack.start(options);
        SteadyEvents events = new SteadyEvents(stack.broker().bootstrapServers(), USERS, SEED);
        OnlineWatch watch =
            new OnlineWatch(
                stack.redis().uri(), KilledPipeline.NAME, KilledPipeline.VIEW.name(), users)) {
      stack.broker().createTopic(KilledPipeline.TOPIC, 1);
      Path environment = environment(stack);
      events.start();
      watch.start();
      long lastKill = killAgainAndAgain(watch, environment, reporter);

      ChildProcess job = KilledPipeline.start(directory.resolve("job"), environment);
      try {
        awaitProgress(watch, job);
        List<SteadyEvents.Sent> sent = events.stop();
        Map<String, Integer> counts = new HashMap<>();
        sent.forEach(event -> counts.merge(event.user(), 1, Integer::sum));
        await(
            "all events in Redis",
            job,
            () -> users.stream().allMatch(u -> watch.sequence(u) == counts.getOrDefault(u, 0)));
        Map<String, List<NaiveLog.Row>> expected = NaiveLog.of(sent);
        long all = expected.values().stream().mapToLong(List::size).sum();
        awaitLog(all, job);
        job.close();
        watch.close();

        LogCheck check = new LogCheck(expected, log(), lastKill);
        users.forEach(user -> check.add(user, watch.rows(user)));
        reporter.publishEntry(
            Map.of(
                "events", String.valueOf(sent.size()),
                "logged", String.valueOf(all),
                "reads", String.valueOf(watch.reads()),
                "seen", String.valueOf(watch.rows()),
                "available later by the log", String.valueOf(check.later())));
        assertThat(watch.faults()).isEmpty();
        assertThat(check.faults()).isEmpty();
        assertThat(watch.rows()).isGreaterThan(all / 10);
      } finally {
        job.close();
      }
    }
  }

  /** Kills the job as often as it is to be killed; the time of the last kill. */
  private long killAgainAndAgain(OnlineWatch watch, Path environment, TestReporter reporter)
      throws Exception {
    Random random = new Random(SEED);
    long killed = 0;
    for (int i = 0; i < KILLS; i++) {
      ChildProcess job = KilledPipeline.start(directory.resolve("job"), environment);
      try {
        awaitProgress(watch, job);
        await("a checkpoint", job, this::isCheckpointed);
        Thread.sleep(1_500 + random.nextInt(2_500));
        assertThat(job.isAlive()).as("runs until it is killed: %s", job.lastLines(50)).isTrue();
      } finally {
        job.kill();
        killed = System.currentTimeMillis();
        reporter.publishEntry("rows seen at kill " + (i + 1), watch.rows() + " at " + killed);
      }
    }
    return killed;
  }

  private Path environment(LocalStack stack) throws IOException {
    return Files.writeString(
        directory.resolve("environment.yaml"),
        """
        kafka: {bootstrap.servers: "%s"}
        registry: {url: "%s"}
        online: {uri: "%s"}
        offline: {root: "%s"}
        flink: {execution.checkpointing.interval: 500 ms, restart-strategy.type: none}
        """
            .formatted(
                stack.broker().bootstrapServers(),
                stack.registry().url(),
                stack.redis().uri(),
                root()));
  }

  private String root() {
    return "file://" + directory.resolve("offline");
  }

  /** A restarted job that writes only what Redis has already is not seen. */
  private static void awaitProgress(OnlineWatch watch, ChildProcess job)
      throws InterruptedException {
    long before = watch.rows();
    await("new rows in Redis", job, () -> watch.rows() > before);
  }

  /** Gives up quietly: the comparison tells what is missing. */
  private void awaitLog(long rows, ChildProcess job) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (table().rowCount() < rows && job.isAlive() && System.nanoTime() < deadline) {
      Thread.sleep(200);
    }
  }

  private static void await(String what, ChildProcess job, BooleanSupplier condition)
      throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (!job.isAlive() || System.nanoTime() > deadline) {
        throw new AssertionError(
            "no sign of " + what + "; the job: " + String.join("\n", job.lastLines(60)));
      }
      Thread.sleep(20);
    }
  }

  private boolean isCheckpointed() {
    Path checkpoints = directory.resolve("offline/" + KilledPipeline.NAME + "/_checkpoints");
    if (!Files.exists(checkpoints)) {
      return false;
    }
    try (Stream<Path> jobs = Files.find(checkpoints, 3, (p, a) -> p.endsWith("_metadata"))) {
      return jobs.findAny().isPresent();
    } catch (IOException | java.io.UncheckedIOException e) {
      return false; // files come and go
    }
  }

  private Map<String, List<LoggedRow>> log() {
    Map<String, List<LoggedRow>> log = new TreeMap<>();
    table()
        .forEachLoggedRow(
            KilledPipeline.VIEW.layout(KilledPipeline.NAME),
            (key, row) -> log.computeIfAbsent(key, k -> new ArrayList<>()).add(row));
    Comparator<LoggedRow> byVersion =
        Comparator.comparingLong(LoggedRow::generation)
            .thenComparingLong(LoggedRow::featureTimestamp)
            .thenComparingLong(LoggedRow::sequence);
    log.values().forEach(rows -> rows.sort(byVersion));
    return log;
  }

  private DeltaTableReader table() {
    return DeltaTableReader.open(
        DeltaSinkOptions.of(root()), KilledPipeline.NAME, KilledPipeline.VIEW.name());
  }
}
