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
   * The layout with, for each derived feature, its value for entities without events, since when
   * all events have been counted that it depends on, and how far back they lie at most.
   */
  PublishedLayout complete(PublishedLayout published) {
    Map<String, String> defaults = new HashMap<>(published.defaults());
    Map<String, Long> completeFrom = new HashMap<>(published.completeFrom());
    Map<String, Long> windows = new HashMap<>(published.windows());
    for (int i = features; i < fields.size(); i++) {
      String name = fields.get(i).name();
      Object value = empty[i];
      if (value != null) {
        defaults.put(name, value.toString());
      }
      Long since = largest(i - features, completeFrom);
      if (since != null) {
        completeFrom.put(name, since);
      }
      Long window = largest(i - features, windows);
      if (window != null) {
        windows.put(name, window);
      }
    }
    return new PublishedLayout(
        published.layout(), completeFrom, defaults, published.ages(), windows);
  }

  /** The largest number of all that it uses; null if one is not known. */
  private @Nullable Long largest(int derived, Map<String, Long> numbers) {
    Long largest = null;
    for (int position : dependencies.of(derived)) {
      Long number = numbers.get(fields.get(position).name());
      if (number == null) {
        return null;
      }
      largest = largest == null ? number : Math.max(largest, number);
    }
    return largest;
  }
}
