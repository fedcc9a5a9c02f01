package io.freshet.sinks.delta.table;

import io.delta.kernel.Operation;
import io.delta.kernel.Snapshot;
import io.delta.kernel.Transaction;
import io.delta.kernel.TransactionCommitResult;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.TransactionImpl;
import io.delta.kernel.internal.actions.Metadata;
import io.delta.kernel.internal.tablefeatures.TableFeatures;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterable;
import io.freshet.sinks.delta.schema.TableColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Commits that change a table itself and none of its rows. */
final class TableChange {
  private static final String DOMAIN_METADATA = "delta.feature.domainMetadata";

  /**
   * Of every table: commits carry their time, which no copy of the table's files changes, and may
   * tell something of the table.
   */
  static final Map<String, String> PROPERTIES =
      Map.of("delta.enableInCommitTimestamps", "true", DOMAIN_METADATA, "supported");

  private TableChange() {}

  /**
   * Adds columns that may be NULL; files that lack them read as NULL.
   *
   * <p>Kernel's builder of transactions takes a new schema only for tables that map columns to
   * other names. The transaction itself knows no such rule, and the files of these tables have the
   * columns' own names.
   *
   * @param columns columns whose names the table does not have
   */
  static TransactionCommitResult addColumns(
      Engine engine, Snapshot snapshot, List<TableColumn> columns) {
    SnapshotImpl before = (SnapshotImpl) snapshot;
    Metadata metadata = before.getMetadata().withNewSchema(extended(before, columns));
    Transaction transaction =
        new TransactionImpl(
            false,
            before.getDataPath(),
            Optional.of(before),
            DeltaTable.ENGINE_INFO + " columns",
            Operation.MANUAL_UPDATE,
            Optional.empty(),
            Optional.of(metadata),
            before.getCommitter(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(DeltaTable.QUICK_RETRIES),
            0,
            System::currentTimeMillis);
    return transaction.commit(engine, CloseableIterable.emptyIterable());
  }

  /**
   * Sets properties, and so adds the table features that they stand for.
   *
   * @throws io.delta.kernel.exceptions.KernelException if that cannot be, for whatever else the
   *     table has
   */
  static TransactionCommitResult addProperties(
      Engine engine, Snapshot snapshot, Map<String, String> properties) {
    return snapshot
        .buildUpdateTableTransaction(DeltaTable.ENGINE_INFO + " upgrade", Operation.MANUAL_UPDATE)
        .withTablePropertiesAdded(properties)
        .withMaxRetries(DeltaTable.QUICK_RETRIES)
        .build(engine)
        .commit(engine, CloseableIterable.emptyIterable());
  }

  /** What of {@link #PROPERTIES} the table has not, and nobody has turned off on purpose. */
  static Map<String, String> missingProperties(Snapshot snapshot) {
    Map<String, String> missing = new HashMap<>(PROPERTIES);
    missing.keySet().removeAll(snapshot.getTableProperties().keySet());
    if (tellsMetadata(snapshot)) {
      missing.remove(DOMAIN_METADATA);
    }
    return missing;
  }

  /** Whether the table can hold {@link TableMetadata}. */
  static boolean tellsMetadata(Snapshot snapshot) {
    return TableFeatures.isDomainMetadataSupported(snapshot.getProtocol());
  }

  /** The new columns stand behind all but those that partition the table. */
  private static StructType extended(Snapshot snapshot, List<TableColumn> columns) {
    Set<String> partitions = new HashSet<>(snapshot.getPartitionColumnNames());
    List<StructField> fields = new ArrayList<>();
    List<StructField> last = new ArrayList<>();
    for (StructField field : snapshot.getSchema().fields()) {
      (partitions.contains(field.getName()) ? last : fields).add(field);
    }
    for (TableColumn column : columns) {
      fields.add(new StructField(column.name(), column.type(), column.nullable()));
    }
    fields.addAll(last);
    return new StructType(fields);
  }
}
