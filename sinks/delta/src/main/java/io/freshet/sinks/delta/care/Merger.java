package io.freshet.sinks.delta.care;

import io.delta.kernel.Snapshot;
import io.freshet.sinks.delta.table.DataFile;
import io.freshet.sinks.delta.table.DeltaSinkOptions;
import io.freshet.sinks.delta.table.Engines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.function.LongConsumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Replaces files by fewer, sorted ones. */
final class Merger {
  private static final Logger LOG = LoggerFactory.getLogger(Merger.class);

  private final TableLog log;
  private final Rewriter rewriter;
  private final FileSwap swap;
  private final Configuration hadoop;

  /**
   * A merger.
   *
   * @param memory bytes for rows that are being sorted
   * @param spill directory for those that find no room
   */
  Merger(
      TableLog log, DeltaSinkOptions options, Clock clock, long memory, java.nio.file.Path spill) {
    this.log = log;
    this.rewriter = new Rewriter(log, options, memory, spill);
    this.swap = new FileSwap(log, clock);
    this.hadoop = Engines.configuration(options.hadoop());
  }

  /** How it went. */
  enum Outcome {
    /** The table has the new files. */
    DONE,
    /** They are no better than the old ones, and are gone again. */
    USELESS,
    /** Somebody else has removed an old one; the new ones are gone again. */
    OVERTAKEN
  }

  /**
   * What a merge did.
   *
   * @param files the new files
   */
  record Result(Outcome outcome, List<DataFile> files) {}

  /**
   * Merges files of one partition.
   *
   * @param always whether new files are taken even if they are as many as the old ones
   */
  Result merge(Snapshot snapshot, List<LiveFile> old, boolean always, LongConsumer progress)
      throws IOException {
    List<DataFile> files = rewriter.rewrite(snapshot, old, progress);
    if (!always && files.size() >= old.size()) {
      delete(files);
      return new Result(Outcome.USELESS, List.of());
    }
    // after a failure from here on the new files may be part of the table, and stay
    if (swap.commit(old, files)) {
      return new Result(Outcome.DONE, files);
    }
    delete(files);
    return new Result(Outcome.OVERTAKEN, List.of());
  }

  private void delete(List<DataFile> files) {
    for (DataFile file : files) {
      try {
        Path path = new Path(log.path() + "/" + file.path());
        path.getFileSystem(hadoop).delete(path, false);
      } catch (IOException | UncheckedIOException e) {
        LOG.debug("Data file {} stays, part of no table", file.path(), e);
      }
    }
  }
}
