package io.freshet.defs.compile;

import io.freshet.defs.fault.FaultKind;
import io.freshet.defs.fault.Findings;
import io.freshet.defs.fault.Suggestion;
import io.freshet.defs.model.SourceDef.DeduplicateDef;
import io.freshet.defs.plan.Column;
import io.freshet.defs.plan.SourcePlan;
import io.freshet.defs.yaml.Scalar;
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
 * @param deduplicate what tells its records apart, not checked yet; null for nothing
 * @param plan its plan as yet without that; null if there was a fault
 */
record CheckedSource(
    String name,
    List<Column> columns,
    Map<String, String> unreadable,
    @Nullable DeduplicateDef deduplicate,
    @Nullable SourcePlan plan) {
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

  /** The column that is named; empty if there is none, which is reported if columns are known. */
  Optional<Column> columnOrReport(Scalar name, Findings findings) {
    Optional<Column> column = column(name.text());
    String unreadableType = unreadable.get(name.text());
    if (unreadableType != null) {
      findings.report(
          name.at(), FaultKind.UNREADABLE_COLUMN, name.text(), this.name, unreadableType);
    } else if (column.isEmpty() && hasColumns()) {
      findings.report(
          name.at(),
          FaultKind.UNKNOWN_COLUMN,
          this.name,
          name.text(),
          Suggestion.remedy(name.text(), columnNames(), "its columns are"));
    }
    return column;
  }

  List<String> columnNames() {
    return columns.stream().map(Column::name).toList();
  }
}
