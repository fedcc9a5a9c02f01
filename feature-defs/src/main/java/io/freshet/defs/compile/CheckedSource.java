package io.freshet.defs.compile;

import io.freshet.defs.plan.Column;
import io.freshet.defs.plan.SourcePlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A source whose columns are known as far as they are sound.
 *
 * @param columns its columns; empty if they could not be found out, so that nothing can be said of
 *     expressions over them
 * @param unreadable further columns that cannot be read, each with what it is
 * @param plan null if there was a fault
 */
record CheckedSource(
    String name, List<Column> columns, Map<String, String> unreadable, @Nullable SourcePlan plan) {
  CheckedSource {
    columns = List.copyOf(columns);
    unreadable = Map.copyOf(unreadable);
  }

  boolean hasColumns() {
    return !columns.isEmpty();
  }

  Optional<Column> column(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }

  List<String> columnNames() {
    return columns.stream().map(Column::name).toList();
  }
}
