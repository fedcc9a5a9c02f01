package io.freshet.sinks.delta.schema;

import io.delta.kernel.types.DateType;
import io.delta.kernel.types.StructType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The columns of a table that is partitioned by a date.
 *
 * @param columns what stands in the data files, in order
 * @param partition name of the date column that partitions the table; in no data file
 * @param indexed number of leading columns whose smallest and largest values the log keeps by file
 */
public record TableSchema(List<TableColumn> columns, String partition, int indexed) {

  /** Refuses a name that stands twice. */
  public TableSchema {
    columns = List.copyOf(columns);
    Set<String> names = new HashSet<>(Set.of(partition));
    for (TableColumn column : columns) {
      if (!names.add(column.name().toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException(
            "The column '"
                + column.name()
                + "' stands in its table twice (Delta's names have no case); rename the feature or"
                + " join key");
      }
    }
  }

  /** All columns, with the partition column last: the table as readers see it. */
  public StructType logical() {
    return physical().add(partition, DateType.DATE, false);
  }

  /** The columns of data files. */
  public StructType physical() {
    StructType schema = new StructType();
    for (TableColumn column : columns) {
      schema = schema.add(column.name(), column.type(), column.nullable());
    }
    return schema;
  }

  /** All columns, with the partition column last. */
  public List<TableColumn> all() {
    List<TableColumn> all = new ArrayList<>(columns);
    all.add(TableColumn.required(partition, DateType.DATE));
    return all;
  }
}
