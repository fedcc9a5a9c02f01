package io.freshet.jobs.training.logged;

import io.freshet.sinks.delta.scan.ScanFile;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A part of a data file: the row groups that begin in a range of its bytes.
 *
 * @param file the file
 * @param begin first byte
 * @param end behind the last byte
 * @param task number of the task that reads it
 */
record TableSplit(ScanFile file, long begin, long end, int task) implements Serializable {
  private static final long SIZE = 32L << 20;

  /**
   * Splits for files, given to tasks so that each has about as many bytes to read, and rows of
   * nearby times: then few labels have rows in the splits of two tasks.
   *
   * @param time name in the files of the column of times
   */
  static List<TableSplit> of(List<ScanFile> files, String time, int tasks) {
    List<ScanFile> sorted = new ArrayList<>(files);
    sorted.sort(
        Comparator.<ScanFile>comparingLong(
                file -> file.smallest().getOrDefault(time, Long.MIN_VALUE))
            .thenComparing(ScanFile::path));
    double total = sorted.stream().mapToLong(ScanFile::size).sum();
    List<TableSplit> splits = new ArrayList<>();
    long before = 0;
    for (ScanFile file : sorted) {
      for (long begin = 0; begin < file.size(); begin += SIZE) {
        long end = Math.min(file.size(), begin + SIZE);
        double middle = before + (end - begin) / 2.0;
        splits.add(new TableSplit(file, begin, end, (int) (middle / total * tasks)));
        before += end - begin;
      }
    }
    return splits;
  }
}
