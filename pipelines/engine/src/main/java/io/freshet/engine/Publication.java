package io.freshet.engine;

import io.freshet.defs.plan.FeaturePlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.schemas.RowSink;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Features that stand side by side in a row and publish windows of one column.
 *
 * @param part the column's part of the plan
 * @param group the group of its timeline
 * @param column the column
 * @param windows the column's window of each
 * @param defaults what each publishes in place of NULL
 */
@SuppressWarnings("ArrayRecordComponent") // walked by index for every row; nobody compares them
record Publication(int part, int group, Column column, int[] windows, @Nullable Object[] defaults) {

  /** How all features of a view are published, in their order. */
  static List<Publication> of(ViewPlan view, List<Part> parts, List<Group> groups) {
    List<FeaturePlan> features = view.features();
    List<Publication> publications = new ArrayList<>();
    for (int begin = 0; begin < features.size(); ) {
      int part = partOf(features.get(begin), parts);
      int end = begin + 1;
      while (end < features.size() && partOf(features.get(end), parts) == part) {
        end++;
      }
      List<FeaturePlan> run = features.subList(begin, end);
      List<Integer> windows = parts.get(part).windows();
      publications.add(
          new Publication(
              part,
              groupOf(part, groups),
              columnOf(part, groups),
              run.stream().mapToInt(feature -> windows.indexOf(feature.window())).toArray(),
              run.stream().map(FeaturePlan::defaultValue).toArray()));
      begin = end;
    }
    return publications;
  }

  /** The group of a part. */
  static int groupOf(int part, List<Group> groups) {
    for (int i = 0; i < groups.size(); i++) {
      if (groups.get(i).parts().contains(part)) {
        return i;
      }
    }
    throw new IllegalArgumentException("part " + part + " is in no group");
  }

  /** The column of a part. */
  static Column columnOf(int part, List<Group> groups) {
    Group group = groups.get(groupOf(part, groups));
    return group.shape().columns[group.parts().indexOf(part)];
  }

  /** The part that computes a feature. */
  static int partOf(FeaturePlan feature, List<Part> parts) {
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      if (part.aggregation() == feature.aggregation()
          && part.windows().contains(feature.window())) {
        return i;
      }
    }
    throw new IllegalArgumentException("nothing computes feature " + feature.field().name());
  }

  /** Tells the values of the features; their timeline is null if it has seen no event. */
  void tell(@Nullable Timeline timeline, long asOf, RowSink out) {
    if (timeline == null) {
      out.takeEmpty(windows.length);
      return;
    }
    for (int i = 0; i < windows.length; i++) {
      if (!column.result(timeline, windows[i], asOf, out)) {
        Object value = defaults[i];
        if (value == null) {
          out.takeNull();
        } else {
          out.takeValue(value);
        }
      }
    }
  }
}
