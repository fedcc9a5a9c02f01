package io.freshet.sinks.delta.care;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Sorts any number of rows in bounded memory: when that is full, what it holds is sorted and put
 * into a temporary file, and in the end all such files are merged. Rows that are equal keep their
 * order. Not thread-safe.
 */
final class RowSorter implements Closeable {
  private final Path directory;
  private final RowMemory memory;
  private final List<SpilledRows> spilled = new ArrayList<>();

  /**
   * A sorter.
   *
   * @param budget bytes of memory
   * @param directory for temporary files
   */
  RowSorter(long budget, Path directory) {
    this.directory = directory;
    this.memory = new RowMemory(budget);
  }

  /** Takes a row, of which the first {@code keyLength} bytes say where it belongs. */
  void add(RowOutput row, int keyLength) throws IOException {
    if (!memory.hasRoom(row.length())) {
      spill();
    }
    memory.add(row.bytes(), row.length(), keyLength);
  }

  /** Hands out all rows. */
  void sorted(SortedRows out) throws IOException {
    List<RowRun> runs = new ArrayList<>();
    try {
      for (SpilledRows file : spilled) {
        runs.add(file.open());
      }
      runs.add(memory.sorted());
      merge(runs, out);
    } finally {
      for (RowRun run : runs) {
        run.close();
      }
    }
  }

  private static void merge(List<RowRun> runs, SortedRows out) throws IOException {
    PriorityQueue<Head> heads = new PriorityQueue<>();
    for (int i = 0; i < runs.size(); i++) {
      if (runs.get(i).next()) {
        heads.add(new Head(runs.get(i), i));
      }
    }
    Head first = heads.poll();
    while (first != null) {
      RowRun run = first.run;
      out.accept(run.bytes(), run.start() + run.keyLength());
      if (run.next()) {
        heads.add(first);
      }
      first = heads.poll();
    }
  }

  private void spill() throws IOException {
    RowRun rows = memory.sorted();
    spilled.add(SpilledRows.write(rows, directory));
    memory.clear();
  }

  /** Deletes the temporary files. */
  @Override
  public void close() throws IOException {
    for (SpilledRows file : spilled) {
      file.delete();
    }
  }

  private record Head(RowRun run, int place) implements Comparable<Head> {
    @Override
    public int compareTo(Head other) {
      int order = run.compareTo(other.run);
      return order == 0 ? Integer.compare(place, other.place) : order;
    }
  }
}
