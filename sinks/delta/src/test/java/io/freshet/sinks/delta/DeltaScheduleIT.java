package io.freshet.sinks.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.sinks.delta.read.DeltaTableReader;
import io.freshet.sinks.delta.schema.FeatureRowFormat;
import io.freshet.sinks.delta.table.DeltaSinkOptions;
import io.freshet.sinks.testing.IndependentDeltaReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Whatever befalls a job, its table holds what it published, and nothing twice. */
class DeltaScheduleIT {
  private static final int SCHEDULES = Boolean.getBoolean("freshet.full") ? 200 : 10;

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
    Map<Path, TestingSchedule> schedules = new LinkedHashMap<>();
    for (int i = 0; i < SCHEDULES; i++) {
      String view = "schedule_" + i;
      DeltaSinkOptions options = DeltaSinkOptions.of(directory.resolve("tables").toString());
      TestingSchedule schedule =
          new TestingSchedule(directory.resolve(view), options, view, seeds.nextLong());
      schedule.live();
      Map<Integer, List<Long>> rows = new TreeMap<>();
      DeltaTableReader table = DeltaTableReader.open(options, "shop", view);
      table.forEachRow(
          List.of(FeatureRowFormat.AVAILABLE_AT),
          row -> add(rows, (Long) Objects.requireNonNull(row[0])));
      check(schedule, rows);
      schedules.put(directory.resolve("tables").resolve("shop").resolve(view), schedule);
    }
    readBySpark(schedules);
  }

  private static void readBySpark(Map<Path, TestingSchedule> schedules) throws Exception {
    Map<Path, Map<Integer, List<Long>>> rows = new LinkedHashMap<>();
    IndependentDeltaReader.forEachRow(
        List.copyOf(schedules.keySet()),
        (table, row) ->
            add(
                rows.computeIfAbsent(table, any -> new TreeMap<>()),
                (Long) Objects.requireNonNull(row.get(FeatureRowFormat.AVAILABLE_AT))));
    assertThat(rows.keySet()).isEqualTo(schedules.keySet());
    schedules.forEach(
        (table, schedule) -> check(schedule, Objects.requireNonNull(rows.get(table))));
  }

  private static void check(TestingSchedule schedule, Map<Integer, List<Long>> rows) {
    rows.values().forEach(Collections::sort);
    schedule.check(rows);
  }

  private static void add(Map<Integer, List<Long>> rows, long availableAt) {
    rows.computeIfAbsent(TestingRows.run(availableAt), any -> new ArrayList<>())
        .add(TestingRows.index(availableAt));
  }
}
