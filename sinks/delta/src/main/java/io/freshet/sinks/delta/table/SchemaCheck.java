package io.freshet.sinks.delta.table;

import io.delta.kernel.Snapshot;
import io.delta.kernel.types.StructField;
import io.freshet.sinks.delta.schema.TableColumn;
import io.freshet.sinks.delta.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Compares the columns of a table with those of the rows it shall take. */
final class SchemaCheck {
  private SchemaCheck() {}

  /**
   * Checks that the table has the same columns, in whatever order.
   *
   * @throws DeltaSchemaException if it has not
   */
  static void check(Snapshot snapshot, TableSchema schema) {
    List<String> faults = new ArrayList<>();
    Map<String, TableColumn> found =
        snapshot.getSchema().fields().stream()
            .map(SchemaCheck::column)
            .collect(Collectors.toMap(TableColumn::name, Function.identity()));
    for (TableColumn wanted : schema.all()) {
      TableColumn column = found.remove(wanted.name());
      if (column == null) {
        faults.add("it lacks " + wanted.describe());
      } else if (!column.equals(wanted)) {
        faults.add("it has " + column.describe() + " instead of " + wanted.describe());
      }
    }
    found.values().forEach(column -> faults.add("it has " + column.describe() + " besides"));
    List<String> partitions = snapshot.getPartitionColumnNames();
    if (!partitions.equals(List.of(schema.partition()))) {
      faults.add("it is partitioned by " + partitions + ", not by " + schema.partition());
    }
    if (!faults.isEmpty()) {
      throw new DeltaSchemaException(
          "The table "
              + snapshot.getPath()
              + " does not fit the rows to be logged: "
              + String.join("; ", faults)
              + ". Nothing was written. Give the view another name, or move the table away and"
              + " start again; a new one is then made");
    }
  }

  private static TableColumn column(StructField field) {
    return new TableColumn(field.getName(), field.getDataType(), field.isNullable());
  }
}
