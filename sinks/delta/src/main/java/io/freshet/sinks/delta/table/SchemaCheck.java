package io.freshet.sinks.delta.table;

import io.delta.kernel.Snapshot;
import io.delta.kernel.types.StructField;
import io.freshet.sinks.delta.schema.TableColumn;
import io.freshet.sinks.delta.schema.TableSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Compares the columns of a table with those of the rows it shall take.
 *
 * <p>What may be NULL in every row may come and go: a column that the table lacks can be added to
 * it, and one that the rows no longer have reads as NULL in them. All else must be as it was.
 */
final class SchemaCheck {
  private static final String NEW_TABLE =
      "give the view another name, or move the table away and start again; a new one is then made";

  private final Snapshot snapshot;
  private final TableSchema schema;
  private final List<TableColumn> missing = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private boolean changedFeature;

  private SchemaCheck(Snapshot snapshot, TableSchema schema) {
    this.snapshot = snapshot;
    this.schema = schema;
  }

  /**
   * The columns that the table has to be given before it can take the rows.
   *
   * @throws DeltaSchemaException if it cannot take them at all
   */
  static List<TableColumn> missing(Snapshot snapshot, TableSchema schema) {
    SchemaCheck check = new SchemaCheck(snapshot, schema);
    check.compareColumns();
    check.compareLayout();
    check.refuseFaults();
    return check.missing;
  }

  private void compareColumns() {
    // Delta's names have no case
    Map<String, TableColumn> found = new LinkedHashMap<>();
    for (StructField field : snapshot.getSchema().fields()) {
      TableColumn column =
          new TableColumn(field.getName(), field.getDataType(), field.isNullable());
      found.put(column.name().toLowerCase(Locale.ROOT), column);
    }
    for (TableColumn wanted : schema.all()) {
      TableColumn column = found.remove(wanted.name().toLowerCase(Locale.ROOT));
      if (column != null) {
        compare(column, wanted);
      } else if (wanted.nullable()) {
        missing.add(wanted);
      } else {
        faults.add("it lacks " + wanted.describe());
      }
    }
    for (TableColumn column : found.values()) {
      if (!column.nullable()) {
        faults.add("it has " + column.describe() + " besides");
      }
    }
  }

  private void compare(TableColumn column, TableColumn wanted) {
    if (!column.equals(wanted)) {
      faults.add("it has " + column.describe() + " instead of " + wanted.describe());
      changedFeature |= wanted.nullable() && column.nullable();
    }
  }

  private void compareLayout() {
    List<String> partitions = snapshot.getPartitionColumnNames();
    if (!partitions.equals(List.of(schema.partition()))) {
      faults.add("it is partitioned by " + partitions + ", not by " + schema.partition());
    }
    String mapping = snapshot.getTableProperties().getOrDefault("delta.columnMapping.mode", "none");
    if (!mapping.equals("none")) {
      faults.add(
          "its files have columns of other names (delta.columnMapping.mode is " + mapping + ")");
    }
  }

  private void refuseFaults() {
    if (!faults.isEmpty()) {
      throw new DeltaSchemaException(
          "The table "
              + snapshot.getPath()
              + " does not fit the rows to be logged: "
              + String.join("; ", faults)
              + ". Nothing was written. "
              + (changedFeature
                  ? "Give a feature whose type has changed a new name; the old column stays and can"
                      + " be read. Or "
                      + NEW_TABLE
                  : "G" + NEW_TABLE.substring(1)));
    }
  }
}
