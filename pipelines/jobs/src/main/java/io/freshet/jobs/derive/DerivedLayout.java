package io.freshet.jobs.derive;

import io.freshet.defs.plan.ViewPlan;
import io.freshet.engine.NaiveKey;
import io.freshet.schemas.Field;
import io.freshet.schemas.PublishedLayout;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds to a view's published layout what follows for its derived features. */
final class DerivedLayout {
  private final int features;
  private final List<Field> fields;
  private final Dependencies dependencies;
  private final @Nullable Object[] empty;

  DerivedLayout(ViewPlan plan, DerivedValues derived) {
    features = plan.features().size();
    fields = plan.layout("").features();
    dependencies = new Dependencies(plan);
    empty = derived.of(NaiveKey.evaluate(plan, List.of(), 0));
  }

  /**
   * The layout with, for each derived feature, its value for entities without events and since when
   * all events have been counted that it depends on.
   */
  PublishedLayout complete(PublishedLayout published) {
    Map<String, String> defaults = new HashMap<>(published.defaults());
    Map<String, Long> completeFrom = new HashMap<>(published.completeFrom());
    for (int i = features; i < fields.size(); i++) {
      String name = fields.get(i).name();
      Object value = empty[i];
      if (value != null) {
        defaults.put(name, value.toString());
      }
      Long since = since(i - features, completeFrom);
      if (since != null) {
        completeFrom.put(name, since);
      }
    }
    return new PublishedLayout(published.layout(), completeFrom, defaults, published.ages());
  }

  /** The latest of the times of all that it uses; null if one is not known. */
  private @Nullable Long since(int derived, Map<String, Long> completeFrom) {
    Long latest = null;
    for (int position : dependencies.of(derived)) {
      Long since = completeFrom.get(fields.get(position).name());
      if (since == null) {
        return null;
      }
      latest = latest == null ? since : Math.max(latest, since);
    }
    return latest;
  }
}
