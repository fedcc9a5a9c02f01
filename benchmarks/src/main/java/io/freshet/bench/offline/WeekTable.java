package io.freshet.bench.offline;

import io.freshet.sinks.delta.care.AutoCompaction;
import io.freshet.sinks.delta.care.OptimizeResult;
import io.freshet.sinks.delta.file.TableWriter;
import io.freshet.sinks.delta.schema.FeatureRowFormat;
import io.freshet.sinks.delta.schema.TableRow;
import io.freshet.sinks.delta.table.DataFile;
import io.freshet.sinks.delta.table.DeltaSinkOptions;
import io.freshet.sinks.delta.table.DeltaTable;
import io.freshet.sinks.delta.table.Engines;
import io.freshet.sinks.delta.table.PendingCommit;
import io.freshet.sinks.delta.table.TablePaths;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The same rows in two tables: one that got them minute by minute, and one that got all at once.
 */
final class WeekTable {
  static final String PIPELINE = "bench";
  static final String WEEK = "week";
  static final String FRESH = "fresh";

  /** As a job does: a look at the table when so many files are new. */
  private static final int FILES_PER_COMPACTION = 16;

  private static final long MINUTE = 60_000;
  private static final int MINUTES_PER_DAY = 1_440;
  private static final double NANOS_PER_MILLI = 1e6;

  private final DeltaSinkOptions options;
  private final WeekRows rows;
  private final FeatureRowFormat format;
  private final Path temporary;
  private long rowsWritten;
  private long bytesWritten;
  private long bytesCompacted;
  private long commitNanos;
  private int commits;

  WeekTable(Path directory, long fileSize, WeekRows rows) throws IOException {
    this.options = DeltaSinkOptions.of(directory.toString()).withTargetFileSize(fileSize);
    this.rows = rows;
    this.format = new FeatureRowFormat(rows.layout());
    this.temporary = Files.createDirectories(directory.resolve("tmp"));
  }

  DeltaSinkOptions options() {
    return options;
  }

  /** Commits minute by minute and compacts as a job does, with the time of the minutes. */
  void commitEachMinute(int minutes, Consumer<String> progress) throws IOException {
    DeltaTable table = open(WEEK);
    AutoCompaction compaction = new AutoCompaction(options, path(WEEK), temporary);
    long began = System.currentTimeMillis();
    int newFiles = 0;
    for (int minute = 0; minute < minutes; minute++) {
      long time = began + minute * MINUTE;
      List<DataFile> files =
          write(WEEK, minute, minute + 1).stream().map(file -> closedAt(file, time)).toList();
      long start = System.nanoTime();
      table.commit(new PendingCommit("freshet-week", minute, time, files));
      commitNanos += System.nanoTime() - start;
      commits++;
      newFiles += files.size();
      files.forEach(file -> count(file));
      if (newFiles >= FILES_PER_COMPACTION) {
        OptimizeResult result = compaction.compact();
        bytesCompacted += result.bytesAdded();
        newFiles = 0;
      }
      if (minute % MINUTES_PER_DAY == MINUTES_PER_DAY - 1) {
        progress.accept(
            "day " + (minute + 1) / MINUTES_PER_DAY + " of " + minutes / MINUTES_PER_DAY);
      }
    }
  }

  /** Commits all rows at once. */
  void commitAtOnce(int minutes) throws IOException {
    DeltaTable table = open(FRESH);
    table.commit(new PendingCommit("freshet-once", 0, 0, write(FRESH, 0, minutes)));
  }

  long rowsWritten() {
    return rowsWritten;
  }

  /** Bytes written by compaction for each byte that was committed. */
  double bytesRewritten() {
    return (double) bytesCompacted / bytesWritten;
  }

  double millisPerCommit() {
    return commitNanos / NANOS_PER_MILLI / commits;
  }

  String path(String table) {
    return TablePaths.table(options.root(), PIPELINE, table);
  }

  private DeltaTable open(String table) {
    return DeltaTable.open(Engines.engine(Map.of()), path(table), format.schema());
  }

  private List<DataFile> write(String table, int from, int to) throws IOException {
    try (TableWriter writer = new TableWriter(options, path(table), format.schema())) {
      for (int minute = from; minute < to; minute++) {
        rows.ofMinute(minute, row -> write(writer, format.toRow(row)));
      }
      return writer.drain();
    }
  }

  private static void write(TableWriter writer, TableRow row) {
    try {
      writer.write(row);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void count(DataFile file) {
    rowsWritten += file.rows();
    bytesWritten += file.size();
  }

  private static DataFile closedAt(DataFile file, long time) {
    return new DataFile(
        file.path(), file.partitionDay(), file.size(), time, file.rows(), file.statistics());
  }
}
