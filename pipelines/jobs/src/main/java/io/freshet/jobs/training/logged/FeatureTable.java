package io.freshet.jobs.training.logged;

import io.freshet.defs.plan.ViewPlan;
import io.freshet.jobs.JobException;
import io.freshet.jobs.training.output.Windows;
import io.freshet.jobs.training.wire.ViewColumns;
import io.freshet.schemas.Field;
import io.freshet.sinks.delta.packed.PackedColumn;
import io.freshet.sinks.delta.packed.PackedType;
import io.freshet.sinks.delta.scan.DataColumn;
import io.freshet.sinks.delta.scan.TableSnapshot;
import io.freshet.sinks.delta.schema.FeatureRowFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds in a feature table what a set needs of it. */
final class FeatureTable {
  private final TableSnapshot table;
  private final ViewColumns view;
  private final List<String> faults = new ArrayList<>();

  private FeatureTable(TableSnapshot table, ViewColumns view) {
    this.table = table;
    this.view = view;
  }

  /**
   * The columns to read.
   *
   * @throws JobException if the table lacks some; it names all of them
   */
  static TableColumns columns(TableSnapshot table, ViewColumns view) {
    return new FeatureTable(table, view).columns();
  }

  private TableColumns columns() {
    TableColumns columns =
        new TableColumns(
            view.keys().stream().map(key -> column(key.name(), PackedType.of(key.type()))).toList(),
            column(FeatureRowFormat.AVAILABLE_AT, PackedType.TIMESTAMP).name(),
            column(FeatureRowFormat.FEATURE_TIMESTAMP, PackedType.TIMESTAMP).name(),
            column(FeatureRowFormat.GENERATION, PackedType.LONG).name(),
            column(FeatureRowFormat.SEQUENCE, PackedType.LONG).name(),
            view.stored().stream().map(this::feature).toList());
    if (!faults.isEmpty()) {
      throw new JobException(String.join("\n", faults));
    }
    return columns;
  }

  private PackedColumn feature(Field feature) {
    PackedType wanted = PackedType.of(feature.type());
    if (table.column(feature.name()).isEmpty()) {
      faults.add(
          "The table of view '"
              + view.view()
              + "' has no column '"
              + feature.name()
              + "' in version "
              + table.version()
              + ": the feature was not logged yet. Leave it out, or compute it from raw events with"
              + " --mode recomputed");
      return new PackedColumn(feature.name(), wanted);
    }
    return column(feature.name(), wanted);
  }

  private PackedColumn column(String name, PackedType wanted) {
    Optional<DataColumn> column = table.column(name);
    if (column.isEmpty()) {
      faults.add(
          "The table " + table.path() + " has no column '" + name + "', so it is no feature table");
    } else if (column.get().partition()) {
      faults.add(
          "The table "
              + table.path()
              + " is partitioned by '"
              + name
              + "', which is not supported");
    } else if (!wanted.equals(column.get().type())) {
      faults.add(
          "The column '"
              + name
              + "' of table "
              + table.path()
              + " is "
              + column.get().described()
              + ", but the definitions make it "
              + wanted
              + "; use the definitions by which it was written, or --mode recomputed");
    }
    return new PackedColumn(column.map(DataColumn::stored).orElse(name), wanted);
  }

  /** How far back the values reach, and since when they are complete. */
  static Windows windows(TableSnapshot table, ViewPlan plan, ViewColumns view) {
    Map<String, Long> since = CompleteFrom.read(table.domain());
    return Windows.of(
        plan, view.stored(), feature -> Optional.ofNullable(since.get(feature.name())));
  }
}
