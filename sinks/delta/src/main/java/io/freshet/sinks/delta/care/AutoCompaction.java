package io.freshet.sinks.delta.care;

import io.freshet.sinks.delta.table.DeltaSinkOptions;
import io.freshet.sinks.delta.table.Engines;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;

/**
 * Merges the small files of a table while a job goes on adding to them, a little at a time.
 *
 * <p>In a partition that takes new files all the time 32 of them are merged to one, these are
 * merged again when they make up a good part of what has come, and so on up to the target size:
 * each row is written again no more often than the logarithm of the target over the size of the
 * first files, to base four. Once a partition has taken no file for two hours of the table's time,
 * the time of its newest file, what is left small in it is merged too. So a partition holds some
 * forty small files while it is written to, and at most a few later.
 *
 * <p>Takes little memory. Not thread-safe.
 */
public final class AutoCompaction {
  private static final long MEMORY = 32L << 20;
  private static final long RESTING_MILLIS = Duration.ofHours(2).toMillis();
  private static final long CLEANUP_MILLIS = Duration.ofHours(6).toMillis();

  private final Clock clock = Clock.systemUTC();
  private final TableLog log;
  private final Merger merger;
  private final MergePolicy growing;
  private final MergePolicy resting;
  private final LogCleanup cleanup;
  private long cleaned;

  /**
   * Compaction of a table.
   *
   * @param table where it stands
   * @param temporary directory for temporary files
   */
  public AutoCompaction(DeltaSinkOptions options, String table, Path temporary) {
    this.log = new TableLog(Engines.engine(options.hadoop()), table);
    this.merger = new Merger(log, options, clock, MEMORY, temporary);
    this.growing = MergePolicy.growing(options.targetFileSize());
    this.resting = MergePolicy.resting(options.targetFileSize());
    this.cleanup = new LogCleanup(log, Engines.configuration(options.hadoop()), clock);
  }

  /**
   * Merges what is due. Now and then the log is cleaned of what has expired, too.
   *
   * @throws IOException if files cannot be read or written, or the thread is interrupted
   */
  public OptimizeResult compact() throws IOException {
    long now = clock.millis();
    if (now - cleaned > CLEANUP_MILLIS) {
      cleaned = now;
      cleanup.run(log.latest());
    }
    return new Optimizer(log, merger, line -> {}).merge(this::due, OptimizeOptions.smallFiles());
  }

  private List<LiveFile> due(SortedMap<String, List<LiveFile>> partitions) {
    long newest = partitions.values().stream().mapToLong(AutoCompaction::newest).max().orElse(0);
    for (List<LiveFile> files : partitions.values()) {
      boolean rests = newest(files) < newest - RESTING_MILLIS;
      List<LiveFile> chosen = (rests ? resting : growing).choose(files);
      if (!chosen.isEmpty()) {
        return chosen;
      }
    }
    return List.of();
  }

  private static long newest(List<LiveFile> files) {
    return files.stream().mapToLong(LiveFile::modifiedAt).max().orElse(0);
  }
}
