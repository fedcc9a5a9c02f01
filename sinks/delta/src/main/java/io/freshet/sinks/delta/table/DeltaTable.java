package io.freshet.sinks.delta.table;

import io.delta.kernel.DataWriteContext;
import io.delta.kernel.Operation;
import io.delta.kernel.Snapshot;
import io.delta.kernel.TableManager;
import io.delta.kernel.Transaction;
import io.delta.kernel.TransactionCommitResult;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.CommitStateUnknownException;
import io.delta.kernel.exceptions.ConcurrentWriteException;
import io.delta.kernel.exceptions.KernelException;
import io.delta.kernel.exceptions.MaxCommitRetryLimitReachedException;
import io.delta.kernel.exceptions.TableAlreadyExistsException;
import io.delta.kernel.exceptions.TableNotFoundException;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.hook.PostCommitHook;
import io.delta.kernel.hook.PostCommitHook.PostCommitHookType;
import io.delta.kernel.statistics.DataFileStatistics;
import io.delta.kernel.transaction.DataLayoutSpec;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterable;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.DataFileStatus;
import io.delta.kernel.utils.FileStatus;
import io.freshet.sinks.delta.schema.TableColumn;
import io.freshet.sinks.delta.schema.TableSchema;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A table that takes files, each pending commit once however often it is handed in, also from
 * several threads and processes.
 */
public final class DeltaTable {
  private static final Logger LOG = LoggerFactory.getLogger(DeltaTable.class);
  static final String ENGINE_INFO = "Freshet";

  /** Kernel's own attempts, at once and on the same transaction, before ours with pauses. */
  static final int QUICK_RETRIES = 3;

  /** About two minutes. */
  private static final int ATTEMPTS = 150;

  private final Engine engine;
  private final String path;
  private final TableSchema schema;
  private final StructType physical;

  private DeltaTable(Engine engine, String path, TableSchema schema) {
    this.engine = engine;
    this.path = path;
    this.schema = schema;
    this.physical = schema.physical();
  }

  /**
   * Opens the table at {@code path}; creates it if there is none, and adds columns that it lacks
   * and that may be NULL.
   *
   * @throws DeltaSchemaException if its columns do not fit
   * @throws io.freshet.sinks.delta.s3.S3RefusedException if its store denies access, or is none to
   *     trust with commits
   */
  public static DeltaTable open(Engine engine, String path, TableSchema schema) {
    Engines.requireSafeCommits(engine, path);
    DeltaTable table = new DeltaTable(engine, path, schema);
    Backoff backoff = new Backoff(ATTEMPTS);
    while (true) {
      try {
        table.fitting(backoff);
        table.upgrade();
        return table;
      } catch (TableNotFoundException e) {
        table.create(backoff);
      }
    }
  }

  /** The table as it stands, when it has all columns of the rows. */
  private Snapshot fitting(Backoff backoff) {
    while (true) {
      Snapshot snapshot = snapshot();
      List<TableColumn> missing = SchemaCheck.missing(snapshot, schema);
      if (missing.isEmpty()) {
        return snapshot;
      }
      try {
        TransactionCommitResult result = TableChange.addColumns(engine, snapshot, missing);
        LOG.info("{} has got {}", path, missing.stream().map(TableColumn::describe).toList());
        runHooks(result.getPostCommitHooks());
      } catch (ConcurrentWriteException
          | MaxCommitRetryLimitReachedException
          | CommitStateUnknownException e) {
        // perhaps another writer has added the same columns; the table is looked at again
        backoff.pauseAfter(e);
      }
    }
  }

  /** A table of an older version goes on without what it cannot be given. */
  private void upgrade() {
    Backoff backoff = new Backoff(ATTEMPTS);
    while (true) {
      Snapshot snapshot = snapshot();
      Map<String, String> missing = TableChange.missingProperties(snapshot);
      if (missing.isEmpty()) {
        return;
      }
      try {
        LOG.info("{} gets {}", path, missing);
        runHooks(TableChange.addProperties(engine, snapshot, missing).getPostCommitHooks());
      } catch (ConcurrentWriteException
          | MaxCommitRetryLimitReachedException
          | CommitStateUnknownException e) {
        backoff.pauseAfter(e);
      } catch (KernelException e) {
        LOG.warn("{} goes on without {}", path, missing.keySet(), e);
        return;
      }
    }
  }

  /**
   * Adds the files of {@code commit}, unless the table already has them. They may be older than the
   * table's newest columns.
   *
   * @throws DeltaSchemaException if the table has got columns since that do not fit
   */
  public CommitOutcome commit(PendingCommit commit) {
    Backoff backoff = new Backoff(ATTEMPTS);
    while (true) {
      Snapshot snapshot = fitting(backoff);
      if (isCommitted(snapshot, commit)) {
        LOG.info("{} has {}/{}", path, commit.application(), commit.version());
        return backoff.outcome(0);
      }
      try {
        TransactionCommitResult result = attempt(snapshot, commit);
        runHooks(result.getPostCommitHooks());
        return backoff.outcome(quickRetries(result));
      } catch (ConcurrentWriteException
          | MaxCommitRetryLimitReachedException
          | CommitStateUnknownException e) {
        backoff.pauseAfter(e);
      }
    }
  }

  /** Whether the table has the files of {@code commit}. */
  public boolean isCommitted(PendingCommit commit) {
    return isCommitted(snapshot(), commit);
  }

  /**
   * Checks that a commit that was restored from state can still be made. A table whose log names
   * files that are gone cannot be read.
   *
   * @throws DeltaFilesMissingException if it cannot
   * @throws UncheckedIOException if the files cannot be looked for
   */
  public void checkFiles(PendingCommit commit) {
    if (isCommitted(commit)) {
      return;
    }
    List<DataFile> missing = commit.files().stream().filter(file -> !exists(file)).toList();
    if (!missing.isEmpty()) {
      throw DeltaFilesMissingException.of(path, commit, missing.size(), missing.get(0));
    }
  }

  private boolean exists(DataFile file) {
    try {
      FileStatus found = engine.getFileSystemClient().getFileStatus(path + "/" + file.path());
      return found.getSize() == file.size();
    } catch (FileNotFoundException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look for " + file.path() + " of " + path, e);
    }
  }

  private boolean isCommitted(Snapshot snapshot, PendingCommit commit) {
    return snapshot
        .getLatestTransactionVersion(engine, commit.application())
        .filter(version -> version >= commit.version())
        .isPresent();
  }

  private TransactionCommitResult attempt(Snapshot snapshot, PendingCommit commit) {
    Transaction transaction =
        snapshot
            .buildUpdateTableTransaction(ENGINE_INFO, Operation.STREAMING_UPDATE)
            .withTransactionId(commit.application(), commit.version())
            .withMaxRetries(QUICK_RETRIES)
            .build(engine);
    TableMetadata metadata = commit.metadata();
    if (metadata != null && TableChange.tellsMetadata(snapshot)) {
      transaction.addDomainMetadata(TableMetadata.DOMAIN, merged(snapshot, metadata).toJson());
    }
    return transaction.commit(engine, actions(transaction, commit.files()));
  }

  private static TableMetadata merged(Snapshot snapshot, TableMetadata metadata) {
    return snapshot
        .getDomainMetadata(TableMetadata.DOMAIN)
        .map(earlier -> metadata.after(TableMetadata.fromJson(earlier)))
        .orElse(metadata);
  }

  private CloseableIterable<Row> actions(Transaction transaction, List<DataFile> files) {
    Row state = transaction.getTransactionState(engine);
    Map<Integer, List<DataFile>> byDay =
        files.stream()
            .collect(
                Collectors.groupingBy(DataFile::partitionDay, TreeMap::new, Collectors.toList()));
    List<Row> actions = new ArrayList<>(files.size());
    byDay.forEach(
        (day, ofDay) -> {
          DataWriteContext context =
              Transaction.getWriteContext(
                  engine, state, Map.of(schema.partition(), Literal.ofDate(day)));
          List<DataFileStatus> statuses = ofDay.stream().map(this::status).toList();
          Transaction.generateAppendActions(engine, state, closeable(statuses.iterator()), context)
              .forEachRemaining(actions::add);
        });
    return CloseableIterable.inMemoryIterable(closeable(actions.iterator()));
  }

  private DataFileStatus status(DataFile file) {
    return new DataFileStatus(
        path + "/" + file.path(),
        file.size(),
        file.modifiedAt(),
        DataFileStatistics.deserializeFromJson(file.statistics(), physical));
  }

  private void create(Backoff backoff) {
    try {
      TableManager.buildCreateTableTransaction(path, schema.logical(), ENGINE_INFO)
          .withTableProperties(
              Map.of("delta.dataSkippingNumIndexedCols", Integer.toString(schema.indexed())))
          .withTableProperties(TableChange.PROPERTIES)
          .withDataLayoutSpec(DataLayoutSpec.partitioned(List.of(new Column(schema.partition()))))
          .build(engine)
          .commit(engine, CloseableIterable.emptyIterable());
    } catch (TableAlreadyExistsException
        | ConcurrentWriteException
        | MaxCommitRetryLimitReachedException
        | CommitStateUnknownException e) {
      // another writer was faster; its table is looked at next
      backoff.pauseAfter(e);
    }
  }

  private Snapshot snapshot() {
    return TableManager.loadSnapshot(path).build(engine);
  }

  /**
   * Writes what makes later reads faster. The commit stands, so this may fail. A full checksum
   * reads the whole log, which is only worth it where a checkpoint does so too.
   */
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

  private static int quickRetries(TransactionCommitResult result) {
    long attempts = result.getTransactionReport().getTransactionMetrics().getNumCommitAttempts();
    return (int) Math.max(0, attempts - 1);
  }

  /** An iterator with nothing to close. */
  static <T> CloseableIterator<T> closeable(Iterator<T> iterator) {
    return new CloseableIterator<>() {
      @Override
      public boolean hasNext() {
        return iterator.hasNext();
      }

      @Override
      public T next() {
        return iterator.next();
      }

      @Override
      public void close() {}
    };
  }
}
