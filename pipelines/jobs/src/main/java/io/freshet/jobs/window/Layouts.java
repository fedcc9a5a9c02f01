package io.freshet.jobs.window;

import io.freshet.defs.plan.AggregationPlan;
import io.freshet.defs.plan.FeaturePlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.defs.plan.WindowPlan;
import io.freshet.engine.NaiveKey;
import io.freshet.schemas.FeatureRow;
import io.freshet.schemas.PublishedAge;
import io.freshet.schemas.PublishedLayout;
import io.freshet.schemas.RowLayout;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a view tells its readers about its rows. */
final class Layouts {
  private final ViewPlan plan;
  private final RowLayout layout;
  private final Completeness completeness;
  private final Map<String, String> defaults = new HashMap<>();
  private final Map<String, Long> windows = new HashMap<>();

  Layouts(String pipeline, ViewPlan plan, Completeness completeness) {
    this.plan = plan;
    this.completeness = completeness;
    this.layout = plan.layout(pipeline);
    @Nullable Object[] empty = NaiveKey.evaluate(plan, List.of(), 0);
    for (int i = 0; i < empty.length; i++) {
      Object value = empty[i];
      if (value != null) {
        defaults.put(plan.features().get(i).field().name(), value.toString());
      }
    }
    for (FeaturePlan feature : plan.features()) {
      WindowPlan window =
          plan.aggregations().get(feature.aggregation()).windows().get(feature.window());
      if (!window.isLifetime()) {
        windows.put(feature.field().name(), window.reach());
      }
    }
  }

  /** The layout as an element of the stream, with what is known now of completeness. */
  FeatureRow row(ViewState shared) {
    Map<String, Long> completeFrom = new HashMap<>();
    for (int i = 0; i < plan.features().size(); i++) {
      FeaturePlan feature = plan.features().get(i);
      AggregationPlan aggregation = plan.aggregations().get(feature.aggregation());
      long source = shared.completeFrom(aggregation.source());
      if (source != Long.MIN_VALUE) {
        completeFrom.put(feature.field().name(), Math.max(source, completeness.since(i)));
      }
    }
    String json = new PublishedLayout(layout, completeFrom, defaults, ages(), windows).toJson();
    return new FeatureRow(
        FeatureRow.Kind.LAYOUT,
        plan.name(),
        json.getBytes(StandardCharsets.UTF_8),
        FeatureRow.NO_ARRIVAL);
  }

  private List<PublishedAge> ages() {
    return plan.ages().stream()
        .map(
            age ->
                new PublishedAge(
                    age.name(),
                    layout.features().get(age.position()).name(),
                    TimeUnit.valueOf(age.unit().name())))
        .toList();
  }
}
