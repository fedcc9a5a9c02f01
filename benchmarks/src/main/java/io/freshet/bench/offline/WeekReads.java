package io.freshet.bench.offline;

import io.freshet.sinks.delta.care.TableCare;
import io.freshet.sinks.delta.read.DeltaTableReader;
import io.freshet.sinks.delta.table.TablePaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Reads the two tables. */
final class WeekReads {
  private static final double NANOS_PER_SECOND = 1e9;

  private final WeekTable tables;

  WeekReads(WeekTable tables) {
    this.tables = tables;
  }

  /** Seconds until it is known which files the table has and how many rows; the median. */
  double openSeconds(int times) {
    double[] seconds = new double[times];
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      long rows = reader(WeekTable.WEEK).rowCount();
      seconds[i] = (System.nanoTime() - start) / NANOS_PER_SECOND;
      check(rows, tables.rowsWritten());
    }
    return median(seconds);
  }

  /** Time to read all of the table, for that of the other one; the medians, taken in turns. */
  double ratio(int times) {
    double[] week = new double[times];
    double[] fresh = new double[times];
    for (int i = 0; i < times; i++) {
      week[i] = readSeconds(WeekTable.WEEK);
      fresh[i] = readSeconds(WeekTable.FRESH);
    }
    return median(week) / median(fresh);
  }

  /** Data files of the newest version. */
  int files() {
    return TableCare.of(tables.options(), WeekTable.PIPELINE, WeekTable.WEEK).fileCount();
  }

  /** Files of the log, of whatever kind. */
  long logFiles() throws IOException {
    Path log = TablePaths.local(tables.path(WeekTable.WEEK)).resolve("_delta_log");
    try (Stream<Path> files = Files.list(log)) {
      return files.count();
    }
  }

  private double readSeconds(String table) {
    DeltaTableReader reader = reader(table);
    List<String> columns = reader.columns();
    long[] rows = {0};
    long start = System.nanoTime();
    reader.forEachRow(columns, row -> rows[0]++);
    double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
    check(rows[0], tables.rowsWritten());
    return seconds;
  }

  private DeltaTableReader reader(String table) {
    return DeltaTableReader.open(tables.options(), WeekTable.PIPELINE, table);
  }

  private static void check(long rows, long expected) {
    if (rows != expected) {
      throw new IllegalStateException("The table has " + rows + " rows instead of " + expected);
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
