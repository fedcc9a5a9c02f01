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
 * @param group the group of its timeline
 * @param column the column
 * @param windows the column's window of each
 * @param defaults what each publishes in place of NULL
 */
@SuppressWarnings("ArrayRecordComponent") // walked by index for every row; nobody compares them
record Publication(int group, Column column, int[] windows, @Nullable Object[] defaults) {

  /**
   * How all features of a view are published, in their order.
   *
   * @param partsOfFeatures for each feature the part that computes it
   * @param groupsOfParts for each part its group
   * @param columns for each part its column
   */
  static List<Publication> of(
      ViewPlan view,
      List<Part> parts,
      int[] partsOfFeatures,
      int[] groupsOfParts,
      Column[] columns) {
    List<FeaturePlan> features = view.features();
    List<Publication> publications = new ArrayList<>();
    for (int begin = 0; begin < features.size(); ) {
      int part = partsOfFeatures[begin];
      int end = begin + 1;
      while (end < features.size() && partsOfFeatures[end] == part) {
        end++;
      }
      List<FeaturePlan> run = features.subList(begin, end);
      List<Integer> windows = parts.get(part).windows();
      publications.add(
          new Publication(
              groupsOfParts[part],
              columns[part],
              run.stream().mapToInt(feature -> windows.indexOf(feature.window())).toArray(),
              run.stream().map(FeaturePlan::defaultValue).toArray()));
      begin = end;
    }
    return publications;
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
