package io.freshet.sinks.delta.care;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.sinks.delta.table.DataFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any sequence of appends and care, against a model that knows the rows of each version. A vacuum
 * is told a retention that begins at a version: from that one on all must stay.
 */
class CareModelIT {
  private static final boolean FULL = Boolean.getBoolean("freshet.full");
  private static final int STEPS = 25;
  private static final Pattern OLDEST_WHOLE = Pattern.compile("restore version (\\d+) or");

  @TempDir Path root;

  static LongStream seeds() {
    return new Random().longs(FULL ? 100 : 2);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyVersionWithinTheRetentionKeepsItsRows(long seed) throws Exception {
    Run run = new Run(new CaredTable(root.resolve(Long.toString(seed)), 20_000), new Random(seed));
    for (int i = 0; i < STEPS; i++) {
      run.step();
    }
    run.checkAll();
  }

  private static final class Run {
    private final CaredTable table;
    private final Random random;
    private final List<List<Long>> rowsByVersion = new ArrayList<>();
    private final Deque<List<DataFile>> pending = new ArrayDeque<>();
    private final Deque<List<Long>> pendingRows = new ArrayDeque<>();
    private final List<String> steps = new ArrayList<>();
    private long next;
    private int kept;

    Run(CaredTable table, Random random) {
      this.table = table;
      this.random = random;
      rowsByVersion.add(List.of());
    }

    void step() throws Exception {
      switch (random.nextInt(8)) {
        case 0, 1 -> append();
        case 2 -> begin();
        case 3 -> finish();
        case 4 -> optimize(OptimizeOptions.smallFiles());
        case 5 -> optimize(OptimizeOptions.allFiles());
        case 6 -> vacuum();
        default -> restore();
      }
      assertThat(table.reader().version()).as("%s", steps).isEqualTo(latest());
      check(latest());
      check(kept + random.nextInt(latest() + 1 - kept));
    }

    private void append() throws IOException {
      long from = next;
      next += 1 + random.nextInt(300);
      table.append(from, next);
      commit(plus(rowsByVersion.get(latest()), range(from, next)), "append");
    }

    private void begin() throws IOException {
      long from = next;
      next += 1 + random.nextInt(300);
      pending.add(table.write(from, next));
      pendingRows.add(range(from, next));
      steps.add("begin");
    }

    private void finish() {
      List<DataFile> files = pending.poll();
      if (files != null) {
        table.commit(files);
        commit(plus(rowsByVersion.get(latest()), pendingRows.remove()), "finish");
      }
    }

    private void optimize(OptimizeOptions options) {
      int commits = table.care().optimize(options).commits();
      for (int i = 0; i < commits; i++) {
        commit(rowsByVersion.get(latest()), "optimize");
      }
    }

    private void vacuum() {
      kept += random.nextInt(latest() + 1 - kept);
      long began = table.care().history(latest() + 1 - kept).get(latest() - kept).time();
      // files of commits to come are younger than a day in any case
      Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
      VacuumOptions options =
          new VacuumOptions(
              Duration.ofMillis(now.toEpochMilli() - began),
              Duration.ofDays(1),
              VacuumOptions.Bounds.UNCHECKED,
              VacuumOptions.Mode.DELETE);
      table.care().at(Clock.fixed(now, ZoneOffset.UTC)).vacuum(options);
      steps.add("vacuum keeping " + kept);
    }

    private void restore() {
      int version = random.nextInt(latest() + 1);
      try {
        restore(version);
      } catch (CareException e) {
        assertThat(version).as("%s: %s", steps, e.getMessage()).isLessThan(kept);
        Matcher oldest = OLDEST_WHOLE.matcher(e.getMessage());
        assertThat(oldest.find()).as(e.getMessage()).isTrue();
        restore(Integer.parseInt(oldest.group(1)));
      }
    }

    private void restore(int version) {
      RestoreResult result = table.care().restore(version);
      if (result.version() > latest()) {
        commit(rowsByVersion.get(version), "restore " + version);
      }
    }

    void checkAll() throws IOException {
      while (!pending.isEmpty()) {
        finish();
      }
      for (int version = kept; version <= latest(); version++) {
        check(version);
      }
    }

    private void check(int version) throws IOException {
      assertThat(table.rowNumbers(version))
          .as("version %d after %s", version, steps)
          .isEqualTo(rowsByVersion.get(version));
    }

    private void commit(List<Long> rows, String what) {
      rowsByVersion.add(rows);
      steps.add(what + " makes " + latest());
    }

    private int latest() {
      return rowsByVersion.size() - 1;
    }

    private static List<Long> range(long from, long to) {
      return LongStream.range(from, to).boxed().toList();
    }

    private static List<Long> plus(List<Long> rows, List<Long> more) {
      List<Long> all = new ArrayList<>(rows);
      all.addAll(more);
      return all.stream().sorted().toList();
    }
  }
}
