package io.freshet.engine;

import io.freshet.defs.plan.FeaturePlan;
import io.freshet.defs.plan.ViewPlan;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which features publish the windows of one timeline.
 *
 * @param features indices of the features
 * @param windows the timeline's window of each
 * @param defaults what each publishes in place of NULL
 */
@SuppressWarnings("ArrayRecordComponent") // walked by index for every row; nobody compares them
record Publication(int[] features, int[] windows, @Nullable Object[] defaults) {

  static Publication of(Part part, ViewPlan view) {
    List<FeaturePlan> all = view.features();
    int[] features =
        IntStream.range(0, all.size())
            .filter(i -> all.get(i).aggregation() == part.aggregation())
            .filter(i -> part.windows().contains(all.get(i).window()))
            .toArray();
    return new Publication(
        features,
        IntStream.of(features).map(i -> part.windows().indexOf(all.get(i).window())).toArray(),
        IntStream.of(features).mapToObj(i -> all.get(i).defaultValue()).toArray());
  }

  boolean publishes(int feature) {
    return IntStream.of(features).anyMatch(f -> f == feature);
  }

  void fill(@Nullable Object[] values, Timeline timeline, long asOf) {
    for (int i = 0; i < features.length; i++) {
      Object value = timeline.result(windows[i], asOf);
      values[features[i]] = value == null ? defaults[i] : value;
    }
  }
}
