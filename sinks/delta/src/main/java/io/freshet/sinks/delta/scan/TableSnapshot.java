package io.freshet.sinks.delta.scan;

import io.delta.kernel.Snapshot;
import io.delta.kernel.SnapshotBuilder;
import io.delta.kernel.TableManager;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.KernelException;
import io.delta.kernel.exceptions.TableNotFoundException;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.util.ColumnMapping;
import io.delta.kernel.internal.util.ColumnMapping.ColumnMappingMode;
import io.delta.kernel.types.StructField;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import io.freshet.sinks.delta.packed.PackedType;
import io.freshet.sinks.delta.table.Engines;
import io.freshet.sinks.delta.table.TablePaths;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a version of a table consists of. Immutable.
 *
 * @param path where the table is
 * @param id Delta's id of the table; one that is made anew at the same place has another
 * @param version the version
 * @param committedAt when it was committed, UTC milliseconds
 * @param columns its columns, in order
 * @param files its data files
 * @param domain what writers of the table left in domain metadata {@link #DOMAIN}; empty: nothing
 */
public record TableSnapshot(
    String path,
    String id,
    long version,
    long committedAt,
    List<DataColumn> columns,
    List<ScanFile> files,
    Optional<String> domain) {

  /** The domain metadata of Freshet. */
  public static final String DOMAIN = "freshet";

  public TableSnapshot {
    columns = List.copyOf(columns);
    files = List.copyOf(files);
  }

  /**
   * Reads the log of a table.
   *
   * @param hadoop Hadoop properties
   * @throws ScanException if there is no table, or not this version of it
   */
  public static TableSnapshot read(Map<String, String> hadoop, String path, TableVersion version) {
    Engine engine = Engines.engine(hadoop);
    String table = TablePaths.table(path);
    try {
      return read(engine, table, snapshot(engine, table, version));
    } catch (TableNotFoundException e) {
      throw new ScanException(
          "There is no Delta table at " + table + "; check the path, and that the pipeline has run",
          e);
    } catch (KernelException e) {
      throw new ScanException("The table " + table + " cannot be read: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new ScanException("The log of table " + table + " cannot be read: " + e, e);
    }
  }

  /** The column called {@code name}; empty if there is none. */
  public Optional<DataColumn> column(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }

  private static Snapshot snapshot(Engine engine, String table, TableVersion version) {
    SnapshotBuilder builder = TableManager.loadSnapshot(table);
    if (version instanceof TableVersion.Number number) {
      return builder.atVersion(number.version()).build(engine);
    }
    if (version instanceof TableVersion.Time time) {
      return builder.atTimestamp(time.millis(), builder.build(engine)).build(engine);
    }
    return builder.build(engine);
  }

  private static TableSnapshot read(Engine engine, String table, Snapshot snapshot)
      throws IOException {
    ColumnMappingMode mapping =
        ColumnMapping.getColumnMappingMode(snapshot.getMetadata().getConfiguration());
    if (mapping == ColumnMappingMode.ID) {
      throw new ScanException(
          "The table "
              + table
              + " maps its columns by id, which Freshet does not read; write a copy of it without"
              + " column mapping, or with mapping by name");
    }
    Set<String> partitions = new HashSet<>(snapshot.getPartitionColumnNames());
    List<DataColumn> columns = new ArrayList<>();
    for (StructField field : snapshot.getSchema().fields()) {
      String stored =
          mapping == ColumnMappingMode.NAME
              ? ColumnMapping.getPhysicalName(field)
              : field.getName();
      columns.add(
          new DataColumn(
              field.getName(),
              stored,
              PackedType.of(field.getDataType()).orElse(null),
              field.getDataType().toString(),
              partitions.contains(field.getName())));
    }
    return new TableSnapshot(
        table,
        snapshot.getMetadata().getId(),
        snapshot.getVersion(),
        snapshot.getTimestamp(engine),
        columns,
        files(engine, snapshot),
        snapshot.getDomainMetadata(DOMAIN));
  }

  private static List<ScanFile> files(Engine engine, Snapshot snapshot) throws IOException {
    List<ScanFile> files = new ArrayList<>();
    try (CloseableIterator<FilteredColumnarBatch> batches =
        snapshot.getScanBuilder().build().getScanFiles(engine, true)) {
      while (batches.hasNext()) {
        try (CloseableIterator<Row> rows = batches.next().getRows()) {
          while (rows.hasNext()) {
            files.add(file(rows.next()));
          }
        }
      }
    }
    return files;
  }

  private static ScanFile file(Row row) {
    FileStatus status = InternalScanFileUtils.getAddFileStatus(row);
    Row add = row.getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL);
    int statistics = InternalScanFileUtils.ADD_FILE_STATS_ORDINAL;
    return new ScanFile(
        status.getPath(),
        status.getSize(),
        add.isNullAt(statistics) ? Map.of() : SmallestTimes.of(add.getString(statistics)),
        partitions(InternalScanFileUtils.getPartitionValues(row)),
        DeletedRows.of(InternalScanFileUtils.getDeletionVectorDescriptorFromRow(row)));
  }

  private static Map<String, String> partitions(Map<String, String> values) {
    Map<String, String> known = new java.util.HashMap<>();
    values.forEach((name, value) -> known.put(name, value == null ? "" : value));
    return known;
  }
}
