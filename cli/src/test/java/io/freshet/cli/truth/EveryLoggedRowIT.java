package io.freshet.cli.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.freshet.defs.env.Environment;
import io.freshet.defs.plan.PipelinePlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.engine.EventCodec;
import io.freshet.jobs.verify.Replay;
import io.freshet.jobs.verify.ReplayedEvent;
import io.freshet.jobs.window.KeyedEvent;
import io.freshet.sinks.delta.read.DeltaTableReader;
import io.freshet.sinks.delta.read.LoggedRow;
import io.freshet.sinks.delta.table.DeltaSinkOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * With {@code freshness: 0s} and one file, every change is logged: row after row, the log of a key
 * is what the naive evaluator gives for the key's events up to that row.
 *
 * <p>The real sales take minutes: with {@code -Dfreshet.full=true} only.
 */
class EveryLoggedRowIT {
  private static final boolean FULL = Boolean.getBoolean("freshet.full");
  private static final int BATCH = 100_000;
  private static final double TOLERANCE = 1e-9;

  @TempDir Path directory;

  @Test
  void everyRowOfTheRealSales() throws Exception {
    assumeTrue(FULL, "minutes long: only with -Pfull");
    check(RetailData.real(), 1);
  }

  @Test
  void everyRowOfMadeSalesInTwoTasks() throws Exception {
    Set<Long> lives = check(RetailData.generate(directory.resolve("data")), 2);
    assertThat(lives).as("some products were forgotten and came back").contains(2L);
  }

  private Set<Long> check(Path file, int parallelism) throws Exception {
    Environment environment =
        new Environment(
            null,
            null,
            null,
            RetailPipeline.offline(directory.resolve("delta")),
            RetailPipeline.neverRestart());
    PipelinePlan plan =
        RetailPipeline.compile(
            "retail-files",
            environment,
            Map.of("DATA", Objects.requireNonNull(file.getParent()).toString()));
    Stopwatch watch = new Stopwatch("every logged row");
    RetailPipeline.run(plan, environment, parallelism);
    watch.lap("job");

    List<Map<String, List<ReplayedEvent>>> events = new ArrayList<>();
    plan.views().forEach(view -> events.add(new TreeMap<>()));
    NavigableSet<Long> clocks;
    try (SalesOracle oracle = SalesOracle.over(file)) {
      clocks = oracle.times(); // the file is in time order, and nothing in it may be late
    }
    Replay.run(
        plan,
        environment,
        event -> {
          if (event.event().kind() == KeyedEvent.Kind.EVENT) {
            events
                .get(event.view())
                .computeIfAbsent(event.event().key(), key -> new ArrayList<>())
                .add(event);
          }
        });
    watch.lap("replay, " + clocks.size() + " times");

    Set<Long> lives = new HashSet<>();
    for (int i = 0; i < plan.views().size(); i++) {
      ViewPlan view = plan.views().get(i);
      Map<String, List<ReplayedEvent>> sample = events.get(i);
      Set<String> keys = new HashSet<>();
      long rows = 0;
      for (Map<String, List<ReplayedEvent>> batch : batches(sample)) {
        Map<String, List<LoggedRow>> logged = logged(plan, view, environment, batch.keySet(), keys);
        List<ExpectedLog> checked =
            batch.entrySet().parallelStream()
                .map(key -> check(view, key.getKey(), key.getValue(), clocks, logged))
                .toList();
        checked.forEach(log -> lives.add(log.lives()));
        rows += checked.stream().mapToLong(log -> log.rows().size()).sum();
      }
      assertThat(keys).as("keys with rows").isEqualTo(events.get(i).keySet());
      watch.lap(
          "%s: all %d rows of %d of %d keys"
              .formatted(view.name(), rows, sample.size(), keys.size()));
    }
    return lives;
  }

  private static ExpectedLog check(
      ViewPlan view,
      String key,
      List<ReplayedEvent> events,
      NavigableSet<Long> clocks,
      Map<String, List<LoggedRow>> logged) {
    ExpectedLog log = expected(view, events, clocks);
    compare(view.name() + " " + key, log.rows(), logged.getOrDefault(key, List.of()));
    return log;
  }

  private static ExpectedLog expected(
      ViewPlan view, List<ReplayedEvent> events, NavigableSet<Long> clocks) {
    EventCodec codec = EventCodec.of(view.sources().get(0), 0);
    ExpectedLog log = new ExpectedLog(view, clocks);
    for (ReplayedEvent replayed : events) {
      KeyedEvent event = replayed.event();
      log.apply(
          codec.decode(event.time(), event.payload()), replayed.clock(), event.arrivalClock());
    }
    log.advance(clocks.last());
    return log;
  }

  private static void compare(String key, List<ExpectedLog.Row> expected, List<LoggedRow> logged) {
    for (int i = 0; i < Math.min(expected.size(), logged.size()); i++) {
      ExpectedLog.Row row = expected.get(i);
      LoggedRow actual = logged.get(i);
      String which =
          "%s, row %d of %d, T %d, sequence %d"
              .formatted(key, i, logged.size(), row.featureTimestamp(), row.sequence());
      assertThat(actual.featureTimestamp())
          .as("%s: feature_timestamp", which)
          .isEqualTo(row.featureTimestamp());
      assertThat(actual.sequence()).as("%s: sequence", which).isEqualTo(row.sequence());
      assertThat(actual.availableAt()).as("%s: available_at", which).isEqualTo(row.availableAt());
      for (int value = 0; value < row.values().length; value++) {
        if (!same(row.values()[value], actual.values()[value])) {
          assertThat(actual.values()).as("%s: values", which).isEqualTo(row.values());
        }
      }
    }
    assertThat(logged).as("%s: number of rows", key).hasSameSizeAs(expected);
  }

  private static boolean same(@Nullable Object expected, @Nullable Object actual) {
    return expected instanceof Double a && actual instanceof Double b
        ? Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(a))
        : Objects.equals(expected, actual);
  }

  /**
   * The log of some keys, each in the order of publication.
   *
   * @param seen gets the keys of all rows
   */
  private static Map<String, List<LoggedRow>> logged(
      PipelinePlan plan,
      ViewPlan view,
      Environment environment,
      Set<String> wanted,
      Set<String> seen) {
    Map<String, List<LoggedRow>> rows = new HashMap<>();
    DeltaTableReader.open(
            DeltaSinkOptions.of(Objects.requireNonNull(environment.offline()).root()),
            plan.name(),
            view.name())
        .forEachLoggedRow(
            view.layout(plan.name()),
            (key, row) -> {
              seen.add(key);
              if (wanted.contains(key)) {
                rows.computeIfAbsent(key, name -> new ArrayList<>()).add(row);
              }
            });
    rows.values()
        .forEach(
            log ->
                log.sort(
                    Comparator.comparingLong(LoggedRow::generation)
                        .thenComparingLong(LoggedRow::featureTimestamp)
                        .thenComparingLong(LoggedRow::sequence)));
    return rows;
  }

  /** As many keys at a time as memory holds rows of. */
  private static List<Map<String, List<ReplayedEvent>>> batches(
      Map<String, List<ReplayedEvent>> all) {
    List<Map<String, List<ReplayedEvent>>> batches = new ArrayList<>();
    int events = BATCH;
    for (Map.Entry<String, List<ReplayedEvent>> key : all.entrySet()) {
      if (events >= BATCH) {
        batches.add(new TreeMap<>());
        events = 0;
      }
      events += key.getValue().size();
      batches.get(batches.size() - 1).put(key.getKey(), key.getValue());
    }
    return batches;
  }
}
