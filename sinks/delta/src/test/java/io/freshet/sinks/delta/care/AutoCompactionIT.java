package io.freshet.sinks.delta.care;

import static io.freshet.sinks.delta.care.OptimizeIT.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.sinks.delta.table.DataFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compaction beside a writer that goes on and on. */
class AutoCompactionIT {
  private static final int COMMITS = 316;

  /** Of a row every 20 seconds: three days, a commit every quarter of an hour. */
  private static final int ROWS = 45;

  private static final long QUARTER = 900_000;

  @TempDir Path root;
  @TempDir Path temporary;

  @Test
  void filesStayFewHoweverManyCommitsCome() throws Exception {
    CaredTable table = new CaredTable(root, 400_000);
    AutoCompaction compaction = new AutoCompaction(table.options(), table.path(), temporary);
    long began = System.currentTimeMillis();
    int most = 0;
    for (int i = 0; i < COMMITS; i++) {
      long time = began + i * QUARTER;
      table.commit(
          table.write((long) ROWS * i, (long) ROWS * (i + 1)).stream()
              .map(file -> closedAt(file, time))
              .toList());
      if (i % 16 == 15) {
        compaction.compact();
        most = Math.max(most, table.files().size());
      }
    }

    compaction.compact();

    assertThat(table.rowNumbers()).isEqualTo(numbers(0, (long) ROWS * COMMITS));
    assertThat(most).isLessThan(60);
    Map<String, Long> files =
        table.files().stream()
            .collect(Collectors.groupingBy(LiveFile::partition, Collectors.counting()));
    files.remove(Collections.max(files.keySet()));
    assertThat(files).hasSizeGreaterThan(2);
    assertThat(files.values()).allMatch(count -> count <= 5);
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void threadMergesWhatIsCommitted() throws Exception {
    CaredTable table = new CaredTable(root, 128 << 20);
    try (CompactionThread thread = thread(table)) {
      for (int i = 0; i < 40; i++) {
        thread.committed(table.append(10 * i, 10 * (i + 1)));
      }
      while (thread.filesMerged() < 32) {
        Thread.onSpinWait();
        thread.committed(List.of());
      }
      assertThat(thread.failures()).isZero();
      assertThat(thread.bytesWritten()).isPositive();
    }

    assertThat(table.rowNumbers()).isEqualTo(numbers(0, 400));
    assertThat(table.files()).hasSizeLessThan(32);
  }

  @Test
  void failureOfTheThreadConcernsNobody() throws Exception {
    CaredTable table = new CaredTable(root, 128 << 20);
    List<DataFile> files = table.append(0, 10);
    for (int i = 1; i < 32; i++) {
      table.append(10 * i, 10 * (i + 1));
    }
    Path lost = table.folder().resolve(files.get(0).path());
    Files.delete(lost);

    CompactionThread thread = thread(table);
    thread.committed(files);
    while (thread.failures() == 0) {
      Thread.onSpinWait();
    }
    thread.close();
    thread.committed(files);

    assertThat(thread.filesMerged()).isZero();
  }

  private CompactionThread thread(CaredTable table) {
    return new CompactionThread(
        new AutoCompaction(table.options(), table.path(), temporary), table.path());
  }

  private static DataFile closedAt(DataFile file, long time) {
    return new DataFile(
        file.path(), file.partitionDay(), file.size(), time, file.rows(), file.statistics());
  }
}
