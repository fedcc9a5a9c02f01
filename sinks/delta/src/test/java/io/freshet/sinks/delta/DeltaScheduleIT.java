package io.freshet.sinks.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.sinks.delta.TestingSchedule.Compactor;
import io.freshet.sinks.delta.read.DeltaTableReader;
import io.freshet.sinks.delta.schema.FeatureRowFormat;
import io.freshet.sinks.delta.table.DeltaSinkOptions;
import io.freshet.sinks.testing.IndependentDeltaReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever befalls a job, and whoever compacts its table meanwhile, the table holds what the job
 * published, and nothing twice.
 */
class DeltaScheduleIT {
  private static final int SCHEDULES = Boolean.getBoolean("freshet.full") ? 200 : 10;

  /** So many tables are read by one Spark. */
  private static final int GROUP = 20;

  /** One for all runs: it outlives a job that fails for good. */
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  @TempDir Path directory;

  @Test
  void tableHoldsTheRowsOfEachRunOnce() throws Exception {
    long seed = Long.getLong("freshet.seed", System.nanoTime());
    Random seeds = new Random(seed);
    Map<Compactor, Integer> compactions = new EnumMap<>(Compactor.class);
    for (int first = 0; first < SCHEDULES; first += GROUP) {
      Map<Path, TestingSchedule> schedules = new LinkedHashMap<>();
      try (CompactorProcess process = CompactorProcess.start()) {
        for (int i = first; i < Math.min(first + GROUP, SCHEDULES); i++) {
          Compactor compactor = Compactor.values()[i % Compactor.values().length];
          TestingSchedule schedule =
              new TestingSchedule(
                  directory.resolve("life-" + i),
                  options(),
                  view(i),
                  seeds.nextLong(),
                  compactor,
                  process);
          schedule.live();
          readByUs(schedule, view(i));
          compactions.merge(compactor, schedule.compactions(), Integer::sum);
          schedules.put(directory.resolve("tables").resolve("shop").resolve(view(i)), schedule);
        }
      }
      readBySpark(schedules);
    }
    assertThat(compactions.values()).as("%s, seed %d", compactions, seed).doesNotContain(0);
  }

  private DeltaSinkOptions options() {
    return DeltaSinkOptions.of(directory.resolve("tables").toString());
  }

  private static String view(int schedule) {
    return "schedule_" + schedule;
  }

  private void readByUs(TestingSchedule schedule, String view) {
    Found found = new Found(view);
    DeltaTableReader.open(options(), "shop", view).forEachRow(row -> found.add(RowText.of(row)));
    schedule.check(found.indices());
  }

  private static void readBySpark(Map<Path, TestingSchedule> schedules) throws Exception {
    Map<Path, Found> found = new HashMap<>();
    IndependentDeltaReader.forEachRow(
        List.copyOf(schedules.keySet()),
        (table, row) ->
            found
                .computeIfAbsent(table, any -> new Found(table.getFileName().toString()))
                .add(row));
    assertThat(found.keySet()).isEqualTo(schedules.keySet());
    schedules.forEach(
        (table, schedule) -> schedule.check(Objects.requireNonNull(found.get(table)).indices()));
  }

  /** The rows of a table, each of which is what its run has made of its index. */
  private static final class Found {
    private final String view;
    private final Map<Integer, TestingRows> runs = new HashMap<>();
    private final Map<Integer, List<Long>> indices = new TreeMap<>();

    Found(String view) {
      this.view = view;
    }

    /** Takes a row in the form of {@link RowText}. */
    void add(Map<String, @Nullable Object> row) {
      long availableAt = (Long) Objects.requireNonNull(row.get(FeatureRowFormat.AVAILABLE_AT));
      int run = TestingRows.run(availableAt);
      long index = TestingRows.index(availableAt);
      TestingRows rows = runs.computeIfAbsent(run, any -> new TestingRows(view, run));
      assertThat(row).isEqualTo(RowText.of(rows.columns(index)));
      indices.computeIfAbsent(run, any -> new ArrayList<>()).add(index);
    }

    /** Ascending, by run. */
    Map<Integer, List<Long>> indices() {
      indices.values().forEach(Collections::sort);
      return indices;
    }
  }
}
