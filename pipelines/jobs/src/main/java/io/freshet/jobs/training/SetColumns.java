package io.freshet.jobs.training;

import io.freshet.jobs.JobException;
import io.freshet.jobs.training.wire.ViewColumns;
import io.freshet.sinks.delta.packed.PackedColumn;
import io.freshet.sinks.delta.packed.PackedType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The columns of a set: those of the labels, then for each view its times and its features. */
final class SetColumns {
  private static final List<String> TIMES = List.of("feature_timestamp", "available_at");

  private SetColumns() {}

  /**
   * All columns, in order.
   *
   * @throws JobException if two have the same name
   */
  static List<PackedColumn> of(
      List<PackedColumn> labels, List<ViewColumns> views, boolean withTimes) {
    List<PackedColumn> columns = new ArrayList<>(labels);
    Map<String, String> owners = new LinkedHashMap<>();
    List<String> faults = new ArrayList<>();
    labels.forEach(column -> owners.put(key(column.name()), "the labels"));
    for (ViewColumns view : views) {
      List<PackedColumn> added = new ArrayList<>();
      if (withTimes) {
        TIMES.forEach(
            time -> added.add(new PackedColumn(view.view() + "__" + time, PackedType.TIMESTAMP)));
      }
      added.addAll(view.columns());
      for (PackedColumn column : added) {
        String owner = owners.putIfAbsent(key(column.name()), "view '" + view.view() + "'");
        if (owner != null) {
          faults.add(
              "The column '"
                  + column.name()
                  + "' of view '"
                  + view.view()
                  + "' has the name of one of "
                  + owner
                  + "; with --prefix the columns of features are called <view>__<feature>");
        }
      }
      columns.addAll(added);
    }
    if (!faults.isEmpty()) {
      throw new JobException(String.join("\n", faults));
    }
    return columns;
  }

  /** Names of columns of tables have no case. */
  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
