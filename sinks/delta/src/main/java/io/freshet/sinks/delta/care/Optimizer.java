package io.freshet.sinks.delta.care;

import io.delta.kernel.Snapshot;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/** Compacts a table until there is nothing to gain, one group of files and one commit at a time. */
final class Optimizer {
  /** How often a partition is tried whose files somebody else removes meanwhile. */
  private static final int ATTEMPTS = 3;

  private final TableLog log;
  private final Merger merger;
  private final Consumer<String> progress;
  private OptimizeResult result = OptimizeResult.NOTHING;

  /** Chooses what is merged next. */
  interface Choice {
    /**
     * Files of one partition; none if nothing is to be merged.
     *
     * @param partitions the files of each partition
     */
    List<LiveFile> choose(SortedMap<String, List<LiveFile>> partitions);
  }

  Optimizer(TableLog log, Merger merger, Consumer<String> progress) {
    this.log = log;
    this.merger = merger;
    this.progress = progress;
  }

  /** Merges what is chosen, until nothing is. */
  OptimizeResult merge(Choice choice, OptimizeOptions options) throws IOException {
    Map<String, Integer> failures = new HashMap<>();
    while (true) {
      Snapshot snapshot = log.latest();
      SortedMap<String, List<LiveFile>> partitions = partitions(snapshot, options);
      partitions.keySet().removeIf(partition -> failures.getOrDefault(partition, 0) >= ATTEMPTS);
      List<LiveFile> group = choice.choose(partitions);
      if (group.isEmpty()) {
        return result;
      }
      Merger.Result merged = merger.merge(snapshot, group, false, progress(group));
      add(group, merged);
      String partition = group.get(0).partition();
      switch (merged.outcome()) {
        case DONE -> failures.remove(partition);
        case USELESS -> failures.put(partition, ATTEMPTS);
        case OVERTAKEN -> failures.merge(partition, 1, Integer::sum);
      }
    }
  }

  /** Writes all files again. */
  OptimizeResult rewriteAll(OptimizeOptions options) throws IOException {
    for (String partition : partitions(log.latest(), options).keySet()) {
      Merger.Outcome outcome = Merger.Outcome.OVERTAKEN;
      for (int i = 0; i < ATTEMPTS && outcome == Merger.Outcome.OVERTAKEN; i++) {
        Snapshot snapshot = log.latest();
        List<LiveFile> group = partitions(snapshot, options).getOrDefault(partition, List.of());
        if (group.isEmpty()) {
          break;
        }
        Merger.Result merged = merger.merge(snapshot, group, true, progress(group));
        add(group, merged);
        outcome = merged.outcome();
      }
    }
    return result;
  }

  private void add(List<LiveFile> group, Merger.Result merged) {
    if (merged.outcome() == Merger.Outcome.DONE) {
      result = result.plus(group, merged.files());
    }
  }

  private SortedMap<String, List<LiveFile>> partitions(Snapshot snapshot, OptimizeOptions options) {
    return LiveFile.all(log.engine(), snapshot).values().stream()
        .filter(file -> options.includes(file.partition()))
        .collect(Collectors.groupingBy(LiveFile::partition, TreeMap::new, Collectors.toList()));
  }

  private LongConsumer progress(List<LiveFile> group) {
    String what = group.get(0).partition() + ": " + group.size() + " files, rows read ";
    return rows -> progress.accept(what + rows);
  }
}
