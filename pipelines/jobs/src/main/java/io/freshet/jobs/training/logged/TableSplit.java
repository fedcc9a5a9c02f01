package io.freshet.jobs.training.logged;

import io.freshet.sinks.delta.scan.ScanFile;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

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

  private record Load(int task, long bytes) {}

  /** Splits for files, given to tasks so that each has about as many bytes to read. */
  static List<TableSplit> of(List<ScanFile> files, int tasks) {
    List<TableSplit> parts = new ArrayList<>();
    for (ScanFile file : files) {
      for (long begin = 0; begin < file.size(); begin += SIZE) {
        parts.add(new TableSplit(file, begin, Math.min(file.size(), begin + SIZE), 0));
      }
    }
    parts.sort(Comparator.comparingLong(part -> part.begin - part.end));
    PriorityQueue<Load> loads =
        new PriorityQueue<>(Comparator.comparingLong(Load::bytes).thenComparingInt(Load::task));
    for (int task = 0; task < tasks; task++) {
      loads.add(new Load(task, 0));
    }
    List<TableSplit> given = new ArrayList<>();
    for (TableSplit part : parts) {
      Load load = loads.remove();
      given.add(new TableSplit(part.file, part.begin, part.end, load.task()));
      loads.add(new Load(load.task(), load.bytes() + part.end - part.begin));
    }
    return given;
  }
}
