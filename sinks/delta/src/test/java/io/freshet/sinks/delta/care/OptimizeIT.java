package io.freshet.sinks.delta.care;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.DeltaLogActionUtils.DeltaAction;
import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.internal.actions.RemoveFile;
import io.freshet.schemas.DeadLetter;
import io.freshet.sinks.delta.file.TableWriter;
import io.freshet.sinks.delta.read.DeltaTableReader;
import io.freshet.sinks.delta.schema.DeadLetterFormat;
import io.freshet.sinks.delta.table.DeltaSinkOptions;
import io.freshet.sinks.delta.table.DeltaTable;
import io.freshet.sinks.delta.table.Engines;
import io.freshet.sinks.delta.table.PendingCommit;
import io.freshet.sinks.delta.table.TablePaths;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What compaction does to a table, and to those who write to it meanwhile. */
class OptimizeIT {
  private static final long LARGE = 128L << 20;

  @TempDir Path root;

  @Test
  void rowsStayAsTheyAreInOneFileForEachDayAndInOrder() throws Exception {
    CaredTable table = new CaredTable(root, LARGE);
    for (int i = 0; i < 6; i++) {
      table.append(i * 2_000, (i + 1) * 2_000);
    }
    List<Map<String, Object>> before = table.contents();

    OptimizeResult result = table.care().optimize(OptimizeOptions.smallFiles());

    List<Map<String, Object>> after = table.contents();
    assertThat(sorted(after).equals(sorted(before))).isTrue();
    Set<String> days = table.files().stream().map(LiveFile::partition).collect(Collectors.toSet());
    assertThat(days).hasSizeGreaterThan(2).hasSameSizeAs(table.files());
    assertThat(result.rows()).isLessThanOrEqualTo(12_000);
    assertThat(result.filesRemoved()).isGreaterThan(result.filesAdded());
    Map<Object, List<Map<String, Object>>> byDay =
        after.stream().collect(Collectors.groupingBy(row -> row.get("event_date")));
    byDay.remove(byDay.keySet().stream().map(Long.class::cast).min(Long::compare).orElseThrow());
    byDay
        .values()
        .forEach(rows -> assertThat(rows.stream().sorted(ORDER).toList().equals(rows)).isTrue());
  }

  private static final Comparator<Map<String, Object>> ORDER =
      Comparator.<Map<String, Object>, String>comparing(row -> (String) row.get("user_id"))
          .thenComparing(row -> (Long) row.get("shop"))
          .thenComparing(row -> (Long) row.get("feature_timestamp"))
          .thenComparing(row -> (Long) row.get("generation"))
          .thenComparing(row -> (Long) row.get("sequence"));

  @Test
  void nothingIsLeftToDoForASecondTime() throws Exception {
    CaredTable table = new CaredTable(root, 200_000);
    for (int i = 0; i < 10; i++) {
      table.append(i * 400, (i + 1) * 400);
    }
    assertThat(table.care().optimize(OptimizeOptions.smallFiles()).commits()).isPositive();
    long version = table.reader().version();

    assertThat(table.care().optimize(OptimizeOptions.smallFiles()))
        .isEqualTo(OptimizeResult.NOTHING);
    assertThat(table.reader().version()).isEqualTo(version);
    assertThat(table.rowNumbers()).isEqualTo(numbers(0, 4_000));
  }

  @Test
  void someDaysOrAllFilesAreWrittenAgainOnDemand() throws Exception {
    CaredTable table = new CaredTable(root, LARGE);
    table.append(0, 10_000);
    List<String> days = table.files().stream().map(LiveFile::partition).sorted().toList();
    LocalDate second = LocalDate.parse(days.get(1));

    OptimizeResult one = table.care().optimize(OptimizeOptions.allFiles().between(second, second));
    assertThat(one.filesRemoved()).isEqualTo(1);
    OptimizeResult all = table.care().optimize(OptimizeOptions.allFiles());
    assertThat(all.filesRemoved()).isEqualTo(days.size());
    assertThat(all.rows()).isEqualTo(10_000);

    assertThat(table.care().optimize(OptimizeOptions.smallFiles().between(second, null)).commits())
        .isZero();
    assertThat(table.rowNumbers()).isEqualTo(numbers(0, 10_000));
  }

  @Test
  void logSaysThatRowsOnlyMoved() throws Exception {
    CaredTable table = new CaredTable(root, LARGE);
    table.append(0, 100);
    table.append(100, 200);
    table.care().optimize(OptimizeOptions.smallFiles());

    List<Boolean> changes = new ArrayList<>();
    table
        .log()
        .readCommits(
            3,
            3,
            Set.of(DeltaAction.ADD),
            (version, time, action) -> {
              if (!action.isNullAt(0)) {
                changes.add(new AddFile(action.getStruct(0)).getDataChange());
              }
            });
    table
        .log()
        .readCommits(
            3,
            3,
            Set.of(DeltaAction.REMOVE),
            (version, time, action) -> {
              if (!action.isNullAt(0)) {
                changes.add(new RemoveFile(action.getStruct(0)).getDataChange());
              }
            });

    assertThat(changes).containsExactly(false, false, false);
    assertThat(table.reader().rowCount()).isEqualTo(200);
  }

  @Test
  void appendsAndOtherCompactionsGoOnMeanwhile() throws Exception {
    CaredTable table = new CaredTable(root, LARGE);
    int commits = 30;
    table.append(0, 10);
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      Future<?> appends =
          threads.submit(
              () -> {
                for (int i = 1; i < commits; i++) {
                  table.append(10 * i, 10 * (i + 1));
                }
                return null;
              });
      List<Future<Integer>> compactions = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        compactions.add(
            threads.submit(
                () -> {
                  int made = 0;
                  while (!appends.isDone()) {
                    made += table.care().optimize(OptimizeOptions.smallFiles()).commits();
                  }
                  return made;
                }));
      }
      appends.get();
      for (Future<Integer> compaction : compactions) {
        compaction.get();
      }
    } finally {
      threads.shutdownNow();
    }
    table.care().optimize(OptimizeOptions.smallFiles());

    assertThat(table.rowNumbers()).isEqualTo(numbers(0, 10 * commits));
    assertThat(table.files()).hasSize(1);
    assertThat(table.care().history(1_000))
        .extracting(TableVersion::operation)
        .filteredOn("append"::equals)
        .hasSize(commits);
  }

  @Test
  void overtakenMergeLeavesNothingBehind() throws Exception {
    CaredTable table = new CaredTable(root, LARGE);
    table.append(0, 10);
    table.append(10, 20);
    List<LiveFile> old = List.copyOf(table.files());
    table.care().optimize(OptimizeOptions.smallFiles());
    long stored = table.storedFiles();

    Merger merger =
        new Merger(table.log(), table.options(), java.time.Clock.systemUTC(), 1 << 20, root);
    Merger.Result result = merger.merge(table.log().at(2), old, false, rows -> {});

    assertThat(result.outcome()).isEqualTo(Merger.Outcome.OVERTAKEN);
    assertThat(table.storedFiles()).isEqualTo(stored);
    assertThat(table.rowNumbers()).isEqualTo(numbers(0, 20));
  }

  @Test
  void filesOfACommitThatOnlySeemedToFailStayThoughOthersHaveTakenThem() throws Exception {
    CaredTable table = new CaredTable(root, LARGE);
    table.append(0, 10);
    table.append(10, 20);
    Engine engine =
        new LostAnswerEngine(
            table.log().engine(),
            () -> {
              table.append(20, 30);
              table.care().optimize(OptimizeOptions.allFiles());
            });
    TableLog log = new TableLog(engine, table.path());
    List<LiveFile> old = List.copyOf(table.files());

    Merger merger = new Merger(log, table.options(), java.time.Clock.systemUTC(), 1 << 20, root);
    Merger.Result result = merger.merge(table.log().latest(), old, false, rows -> {});

    assertThat(result.outcome()).isEqualTo(Merger.Outcome.DONE);
    assertThat(table.rowNumbers(3)).isEqualTo(numbers(0, 20));
    assertThat(table.rowNumbers()).isEqualTo(numbers(0, 30));
  }

  @Test
  void deadLettersAreMergedInTheOrderOfTheirRejection() throws Exception {
    DeltaSinkOptions options = DeltaSinkOptions.of(root.toString());
    DeadLetterFormat format = new DeadLetterFormat();
    String path = TablePaths.table(options.root(), "shop", TablePaths.DEAD_LETTERS);
    DeltaTable table = DeltaTable.open(Engines.engine(Map.of()), path, format.schema());
    for (int i = 0; i < 5; i++) {
      try (TableWriter writer = new TableWriter(options, path, format.schema())) {
        writer.write(format.toRow(letter(100 - i)));
        writer.write(format.toRow(letter(200 + i)));
        table.commit(new PendingCommit("freshet-a", i, 0, writer.drain()));
      }
    }

    TableCare.of(options, "shop", TablePaths.DEAD_LETTERS).optimize(OptimizeOptions.smallFiles());

    List<Long> offsets = new ArrayList<>();
    DeltaTableReader.openDeadLetters(options, "shop")
        .forEachRow(List.of("offset"), row -> offsets.add((Long) Objects.requireNonNull(row[0])));
    assertThat(offsets).containsExactly(96L, 97L, 98L, 99L, 100L, 200L, 201L, 202L, 203L, 204L);
  }

  private static DeadLetter letter(long number) {
    return new DeadLetter(
        "shop", "events", null, "t", 0, number, "too_late", "", new byte[] {1}, number);
  }

  private static List<Map<String, Object>> sorted(List<Map<String, Object>> rows) {
    return rows.stream()
        .sorted(Comparator.comparing(row -> (Long) row.get("available_at")))
        .toList();
  }

  static List<Long> numbers(long from, long to) {
    return LongStream.range(from, to).boxed().toList();
  }
}
