package io.freshet.sinks.delta.care;

import io.delta.kernel.CommitActions;
import io.delta.kernel.CommitRange;
import io.delta.kernel.CommitRangeBuilder.CommitBoundary;
import io.delta.kernel.Operation;
import io.delta.kernel.Snapshot;
import io.delta.kernel.TableManager;
import io.delta.kernel.Transaction;
import io.delta.kernel.TransactionCommitResult;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.KernelException;
import io.delta.kernel.exceptions.TableNotFoundException;
import io.delta.kernel.hook.PostCommitHook;
import io.delta.kernel.hook.PostCommitHook.PostCommitHookType;
import io.delta.kernel.internal.DeltaHistoryManager;
import io.delta.kernel.internal.DeltaLogActionUtils.DeltaAction;
import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.utils.CloseableIterable;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of a table: its versions, what each of them changed, and the next one.
 *
 * @param engine Kernel's
 * @param path where the table stands
 */
record TableLog(Engine engine, String path) {
  private static final Logger LOG = LoggerFactory.getLogger(TableLog.class);
  private static final String ENGINE_INFO = "Freshet";

  /** Takes the actions of a commit. */
  interface CommitReader {
    /**
     * Takes an action of a commit, of which all fields but one are null.
     *
     * @param time when the version came, UTC milliseconds
     */
    void accept(long version, long time, Row action);
  }

  /**
   * The newest version.
   *
   * @throws CareException if there is no table
   */
  Snapshot latest() {
    try {
      return TableManager.loadSnapshot(path).build(engine);
    } catch (TableNotFoundException e) {
      throw new CareException("there is no table at " + path, e);
    }
  }

  /**
   * A version.
   *
   * @throws CareException if the log does not reach back to it
   */
  Snapshot at(long version) {
    try {
      return TableManager.loadSnapshot(path).atVersion(version).build(engine);
    } catch (KernelException e) {
      throw new CareException(
          "version " + version + " of " + path + " cannot be read any more: " + e.getMessage(), e);
    }
  }

  /** The oldest version that the log reaches back to. */
  long oldest(Snapshot latest) {
    return DeltaHistoryManager.getEarliestRecreatableCommit(
        engine, latest.getLogPath(), Optional.empty());
  }

  /** The version that was the newest at a time; the oldest one if that came later. */
  long versionAt(Snapshot latest, long time) {
    return find(latest, time, true);
  }

  /**
   * The version that was the newest at a time.
   *
   * @throws CareException if the log does not reach back to it
   */
  long existingVersionAt(Snapshot latest, long time) {
    try {
      return find(latest, time, false);
    } catch (KernelException e) {
      throw new CareException(
          "the log of " + path + " does not reach back to " + Instant.ofEpochMilli(time), e);
    }
  }

  private long find(Snapshot latest, long time, boolean orOldest) {
    return DeltaHistoryManager.getActiveCommitAtTimestamp(
            engine, latest, latest.getLogPath(), time, true, true, orOldest, List.of())
        .getVersion();
  }

  /** The oldest commit that is still there; it may be older than the oldest version. */
  long oldestCommit(Snapshot latest) {
    return DeltaHistoryManager.getEarliestDeltaFile(engine, latest.getLogPath(), Optional.empty());
  }

  /** Reads the commits of versions {@code from} to {@code to}, both included. */
  void readCommits(long from, long to, Set<DeltaAction> actions, CommitReader reader) {
    if (from > to) {
      return;
    }
    CommitRange range =
        TableManager.loadCommitRange(path, CommitBoundary.atVersion(from))
            .withEndBoundary(CommitBoundary.atVersion(to))
            .build(engine);
    try (CloseableIterator<CommitActions> commits = range.getCommitActions(engine, actions)) {
      while (commits.hasNext()) {
        try (CommitActions commit = commits.next()) {
          read(commit, reader);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the log of " + path, e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("Cannot read the log of " + path, e);
    }
  }

  /**
   * The paths of the files that the commits of versions {@code from} to {@code to} add, not
   * escaped.
   *
   * @param progress takes the version of each
   */
  Set<String> addedFiles(long from, long to, LongConsumer progress) {
    Set<String> paths = new HashSet<>();
    readCommits(
        from,
        to,
        Set.of(DeltaAction.ADD),
        (version, time, action) -> {
          if (!action.isNullAt(0)) {
            paths.add(StoredFile.unescaped(new AddFile(action.getStruct(0)).getPath()));
          }
          progress.accept(version);
        });
    return paths;
  }

  private static void read(CommitActions commit, CommitReader reader) throws IOException {
    try (CloseableIterator<ColumnarBatch> batches = commit.getActions()) {
      while (batches.hasNext()) {
        try (CloseableIterator<Row> rows = batches.next().getRows()) {
          while (rows.hasNext()) {
            reader.accept(commit.getVersion(), commit.getTimestamp(), rows.next());
          }
        }
      }
    }
  }

  /** As {@link #commitAfter(Snapshot, String, List, Consumer)}, with actions alone. */
  long commitAfter(Snapshot snapshot, String operation, List<Row> actions) {
    return commitAfter(snapshot, operation, actions, transaction -> {});
  }

  /**
   * Commits the version after {@code snapshot}, once and not a later one: what the actions say was
   * true of {@code snapshot}.
   *
   * @param operation what the history shall call it
   * @param besides says more to the transaction
   * @return the version
   * @throws io.delta.kernel.exceptions.ConcurrentWriteException if another commit came first
   * @throws io.delta.kernel.exceptions.MaxCommitRetryLimitReachedException likewise, or if it could
   *     not be written; whether it was is then unknown
   */
  long commitAfter(
      Snapshot snapshot, String operation, List<Row> actions, Consumer<Transaction> besides) {
    Transaction transaction =
        snapshot
            .buildUpdateTableTransaction(ENGINE_INFO + " " + operation, Operation.MANUAL_UPDATE)
            .withMaxRetries(0)
            .build(engine);
    besides.accept(transaction);
    TransactionCommitResult result =
        transaction.commit(
            engine,
            CloseableIterable.inMemoryIterable(Utils.toCloseableIterator(actions.iterator())));
    runHooks(result.getPostCommitHooks());
    return result.getVersion();
  }

  /** The commit stands, so these may fail. A full checksum pays where a checkpoint is made. */
  private void runHooks(List<PostCommitHook> hooks) {
    boolean checkpoint =
        hooks.stream().anyMatch(hook -> hook.getType() == PostCommitHookType.CHECKPOINT);
    for (PostCommitHook hook : hooks) {
      if (hook.getType() == PostCommitHookType.CHECKSUM_FULL && !checkpoint) {
        continue;
      }
      try {
        hook.threadSafeInvoke(engine);
      } catch (IOException | RuntimeException e) {
        LOG.warn("{} of {} failed; a later commit makes up for it", hook.getType(), path, e);
      }
    }
  }
}
