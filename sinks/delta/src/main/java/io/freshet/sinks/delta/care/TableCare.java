package io.freshet.sinks.delta.care;

import io.freshet.sinks.delta.table.DeltaSinkOptions;
import io.freshet.sinks.delta.table.Engines;
import io.freshet.sinks.delta.table.TablePaths;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;

/**
 * Cares for a table: tells its history, merges its small files, deletes what nobody needs any more,
 * and takes it back to an earlier version. Jobs may write to the table all the while.
 *
 * <p>All methods throw {@link CareException} where the table or what is asked of it does not allow
 * it, among others if there is no table, and {@link UncheckedIOException} or exceptions of Kernel
 * when storage fails. Thread-safe.
 */
public final class TableCare {
  private static final long MOST_MEMORY = 512L << 20;
  private static final int PART_OF_HEAP = 4;

  private final TableLog log;
  private final DeltaSinkOptions options;
  private final Configuration hadoop;
  private final Clock clock;
  private final Path temporary;
  private final Consumer<String> progress;

  private TableCare(
      TableLog log,
      DeltaSinkOptions options,
      Clock clock,
      Path temporary,
      Consumer<String> progress) {
    this.log = log;
    this.options = options;
    this.hadoop = Engines.configuration(options.hadoop());
    this.clock = clock;
    this.temporary = temporary;
    this.progress = progress;
  }

  /** Care for the table of a view, or for the dead letters of a pipeline. */
  public static TableCare of(DeltaSinkOptions options, String pipeline, String table) {
    String path = TablePaths.table(options.root(), pipeline, table);
    return new TableCare(
        new TableLog(Engines.engine(options.hadoop()), path),
        options,
        Clock.systemUTC(),
        Path.of(System.getProperty("java.io.tmpdir")),
        line -> {});
  }

  /** The same with another clock. */
  TableCare at(Clock other) {
    return new TableCare(log, options, other, temporary, progress);
  }

  /** The same with another directory for temporary files. */
  public TableCare spillingTo(Path directory) {
    return new TableCare(log, options, clock, directory, progress);
  }

  /** The same, telling how far it is; often, and on the calling thread. */
  public TableCare telling(Consumer<String> listener) {
    return new TableCare(log, options, clock, temporary, listener);
  }

  /**
   * The newest versions, the newest first; as far back as the log reaches.
   *
   * @param limit how many at most
   */
  public List<TableVersion> history(int limit) {
    return new History(log).newest(limit);
  }

  /** How many data files the newest version has. */
  public int fileCount() {
    return LiveFile.all(log.engine(), log.latest()).size();
  }

  /**
   * Merges small files to such of the target size, or writes all files again, with the rows of each
   * partition in order: feature rows by their join keys, then as-of time, generation and sequence;
   * dead letters by the time of rejection. Rows do not change. What has been done before a failure
   * stays done.
   */
  public OptimizeResult optimize(OptimizeOptions what) {
    long memory = Math.min(MOST_MEMORY, Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
    Merger merger = new Merger(log, options, clock, memory, temporary);
    Optimizer optimizer = new Optimizer(log, merger, progress);
    try {
      return what.files() == OptimizeOptions.Files.ALL
          ? optimizer.rewriteAll(what)
          : optimizer.merge(MergePolicy.all(options.targetFileSize())::chooseFirst, what);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot compact " + log.path(), e);
    }
  }

  /** Deletes files that no version within a retention needs, and that no recovery can need. */
  public VacuumResult vacuum(VacuumOptions what) {
    try {
      return new Vacuum(log, hadoop, clock, what, progress).run();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot vacuum " + log.path(), e);
    }
  }

  /** Gives the table the rows of a version again. */
  public RestoreResult restore(long version) {
    try {
      return new Restore(log, hadoop, clock).to(version);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot restore " + log.path(), e);
    }
  }

  /** Gives the table the rows again that it had at a time. */
  public RestoreResult restore(Instant time) {
    return restore(log.existingVersionAt(log.latest(), time.toEpochMilli()));
  }
}
