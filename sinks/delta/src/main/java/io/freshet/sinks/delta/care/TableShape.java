package io.freshet.sinks.delta.care;

import io.delta.kernel.Snapshot;
import io.delta.kernel.internal.TableConfig;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.freshet.sinks.delta.schema.ArchiveFormat;
import io.freshet.sinks.delta.schema.DeadLetterFormat;
import io.freshet.sinks.delta.schema.FeatureRowFormat;
import io.freshet.sinks.delta.schema.TableColumn;
import io.freshet.sinks.delta.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The columns of a table as its log states them, and the order in which its rows are laid down.
 *
 * @param schema the columns
 * @param order names of the columns to sort by; none where the table is of no known kind, whose
 *     rows then stay in their order
 */
record TableShape(TableSchema schema, List<String> order) {

  /**
   * The shape of a table.
   *
   * @throws CareException if it is not partitioned by one date
   */
  static TableShape of(Snapshot snapshot) {
    StructType logical = snapshot.getSchema();
    List<String> partitions = snapshot.getPartitionColumnNames();
    if (partitions.size() != 1
        || !(logical.get(partitions.get(0)).getDataType() instanceof DateType)) {
      throw new CareException(
          "the table "
              + snapshot.getPath()
              + " is partitioned by "
              + partitions
              + ", not by one date as Freshet's tables are; care for it with what made it");
    }
    String partition = partitions.get(0);
    List<TableColumn> columns = new ArrayList<>();
    for (StructField field : logical.fields()) {
      if (!field.getName().equals(partition)) {
        columns.add(new TableColumn(field.getName(), field.getDataType(), field.isNullable()));
      }
    }
    int indexed = TableConfig.DATA_SKIPPING_NUM_INDEXED_COLS.fromMetadata(snapshot.getMetadata());
    int bounded = indexed < 0 ? columns.size() : Math.min(indexed, columns.size());
    return new TableShape(new TableSchema(columns, partition, bounded), order(columns));
  }

  /** The columns that stand in data files. */
  StructType physical() {
    return schema.physical();
  }

  private static List<String> order(List<TableColumn> columns) {
    List<String> names = columns.stream().map(TableColumn::name).toList();
    int version = names.indexOf(FeatureRowFormat.FEATURE_TIMESTAMP);
    if (version >= 0 && names.containsAll(FeatureRowFormat.VERSION)) {
      List<String> order = new ArrayList<>(names.subList(0, version));
      order.add(FeatureRowFormat.FEATURE_TIMESTAMP);
      order.add(FeatureRowFormat.GENERATION);
      order.add(FeatureRowFormat.SEQUENCE);
      return List.copyOf(order);
    }
    return Stream.of(DeadLetterFormat.ORDER, ArchiveFormat.ORDER)
        .filter(names::containsAll)
        .findFirst()
        .orElse(List.of());
  }
}
