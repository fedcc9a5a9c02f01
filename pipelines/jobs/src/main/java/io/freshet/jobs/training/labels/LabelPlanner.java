package io.freshet.jobs.training.labels;

import io.freshet.jobs.JobException;
import io.freshet.jobs.training.SetFormat;
import io.freshet.jobs.training.TrainingOptions;
import io.freshet.jobs.training.wire.ViewColumns;
import io.freshet.schemas.Field;
import io.freshet.sinks.delta.packed.PackedColumn;
import io.freshet.sinks.delta.packed.PackedType;
import io.freshet.sinks.delta.scan.TableVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds in labels the columns that a set needs. */
public final class LabelPlanner {
  private final TrainingOptions options;
  private final LabelFiles files;
  private final List<String> faults = new ArrayList<>();
  private final Map<String, Integer> positions = new HashMap<>();

  private LabelPlanner(TrainingOptions options, LabelFiles files) {
    this.options = options;
    this.files = files;
  }

  /**
   * A plan for reading labels.
   *
   * @param views the views of the set
   * @param hadoop Hadoop properties
   * @param version the version to read of labels in a Delta table
   * @throws JobException if the labels cannot be read, or lack what is needed; it names all that
   */
  public static LabelPlan plan(
      TrainingOptions options,
      List<ViewColumns> views,
      Map<String, String> hadoop,
      TableVersion version) {
    LabelFiles files = LabelFiles.at(options.labels(), hadoop, version);
    if (files.splits().isEmpty()) {
      throw new JobException("There are no labels in " + options.labels());
    }
    return new LabelPlanner(options, files).plan(views, hadoop);
  }

  private LabelPlan plan(List<ViewColumns> views, Map<String, String> hadoop) {
    names();
    int time = time();
    List<List<LabelPlan.KeyColumn>> keys = new ArrayList<>();
    Set<String> used = new HashSet<>();
    views.forEach(view -> keys.add(keys(view, used)));
    options.keys().keySet().stream()
        .filter(key -> !used.contains(key))
        .sorted()
        .forEach(key -> faults.add("--keys names '" + key + "', which is no join key of the set"));
    if (!faults.isEmpty()) {
      throw new JobException(String.join("\n", faults));
    }
    return new LabelPlan(
        files.format(),
        files.path(),
        files.columns(),
        files.stored(),
        set(time, keys),
        time,
        keys,
        files.delimiter(),
        files.splits(),
        files.files().stream().map(Path::toString).toList(),
        hadoop,
        files.version(),
        files.table());
  }

  private void names() {
    for (int i = 0; i < files.columns().size(); i++) {
      String name = files.columns().get(i).name();
      if (name.isEmpty()) {
        faults.add("Column " + (i + 1) + " of the labels has no name; give it one");
      } else if (positions.putIfAbsent(name, i) != null) {
        faults.add("The labels have two columns '" + name + "'; rename one");
      }
    }
  }

  private int time() {
    Integer position = positions.get(options.labelTime());
    if (position == null) {
      faults.add(
          "The labels have no column '"
              + options.labelTime()
              + "' for their time; they have "
              + String.join(", ", names(files.columns()))
              + ". Name it with --label-time");
      return -1;
    }
    PackedType type = files.columns().get(position).type();
    if (TimeReader.of(type).isEmpty()) {
      faults.add(
          "The column '"
              + options.labelTime()
              + "' of the labels has type "
              + type
              + " and holds no times; give a timestamp, a text or milliseconds since 1970");
    }
    return position;
  }

  private List<LabelPlan.KeyColumn> keys(ViewColumns view, Set<String> used) {
    List<LabelPlan.KeyColumn> keys = new ArrayList<>();
    for (Field key : view.keys()) {
      String qualified = view.view() + "." + key.name();
      String option = options.keys().containsKey(qualified) ? qualified : key.name();
      String name = options.keys().getOrDefault(option, key.name());
      used.add(option);
      Integer position = positions.get(name);
      if (position == null) {
        faults.add(
            "The labels have no column '"
                + name
                + "' for the join key '"
                + key.name()
                + "' of view '"
                + view.view()
                + "'; name it with --keys "
                + key.name()
                + "=COLUMN");
        continue;
      }
      PackedType type = files.columns().get(position).type();
      if (KeyReader.of(type, key).isEmpty()) {
        faults.add(
            "The column '"
                + name
                + "' of the labels has type "
                + type
                + ", but the join key '"
                + key.name()
                + "' of view '"
                + view.view()
                + "' is "
                + key.type());
        continue;
      }
      keys.add(new LabelPlan.KeyColumn(position, key));
    }
    return keys;
  }

  /**
   * The labels' columns as they stand in the set: as they were read. Only what is text for want of
   * types gets those that were read into it, where the set's format has types.
   */
  private List<PackedColumn> set(int time, List<List<LabelPlan.KeyColumn>> keys) {
    if (files.format() != LabelFormat.CSV || options.format() == SetFormat.CSV) {
      return files.columns();
    }
    List<PackedColumn> set = new ArrayList<>(files.columns());
    Map<Integer, Set<PackedType>> types = new HashMap<>();
    for (List<LabelPlan.KeyColumn> view : keys) {
      for (LabelPlan.KeyColumn key : view) {
        types
            .computeIfAbsent(key.position(), position -> new HashSet<>())
            .add(PackedType.of(key.key().type()));
      }
    }
    types.forEach(
        (position, wanted) -> {
          if (wanted.size() == 1) {
            set.set(position, new PackedColumn(set.get(position).name(), wanted.iterator().next()));
          }
        });
    set.set(time, new PackedColumn(set.get(time).name(), PackedType.TIMESTAMP));
    return set;
  }

  private static List<String> names(List<PackedColumn> columns) {
    return columns.stream().map(PackedColumn::name).toList();
  }
}
