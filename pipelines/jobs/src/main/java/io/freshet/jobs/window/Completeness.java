package io.freshet.jobs.window;

import io.freshet.defs.plan.FeaturePlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.defs.plan.WindowPlan;
import io.freshet.engine.ViewEngine;
import java.util.ArrayList;
import java.util.List;

/**
 * Since when each feature has been counted, over changes of the definition. A feature that computes
 * what nothing before it computed counts from the change on; a longer window over what was already
 * computed knows as much as the longest one before it.
 */
final class Completeness {
  private final List<Counted> all;

  private Completeness(List<Counted> all) {
    this.all = all;
  }

  /** For a view that begins now. */
  static Completeness fromTheBeginning(ViewEngine engine) {
    return after(engine, List.of(), Long.MIN_VALUE);
  }

  /**
   * For a view whose state was kept.
   *
   * @param before what was known of its features then
   * @param clock the expiry clock now
   */
  static Completeness after(ViewEngine engine, List<Counted> before, long clock) {
    ViewPlan plan = engine.plan();
    List<Counted> all = new ArrayList<>();
    for (int i = 0; i < plan.features().size(); i++) {
      FeaturePlan feature = plan.features().get(i);
      WindowPlan window =
          plan.aggregations().get(feature.aggregation()).windows().get(feature.window());
      String identity = engine.identity(i);
      all.add(new Counted(identity, window, since(identity, window, before, clock)));
    }
    return new Completeness(List.copyOf(all));
  }

  /** Since when a feature has been counted; {@link Long#MIN_VALUE}: from the first event on. */
  long since(int feature) {
    return all.get(feature).since();
  }

  List<Counted> all() {
    return all;
  }

  private static long since(String identity, WindowPlan window, List<Counted> before, long clock) {
    long since = clock;
    for (Counted counted : before) {
      if (counted.identity().equals(identity)) {
        if (counted.window().equals(window)) {
          return counted.since();
        }
        since = Math.min(since, knownSince(counted, window, clock));
      }
    }
    return since;
  }

  /** How far back another window's tiles tell what {@code window} asks for. */
  private static long knownSince(Counted counted, WindowPlan window, long clock) {
    WindowPlan known = counted.window();
    if (clock == Long.MIN_VALUE
        || known.isLifetime()
        || (!window.isLifetime() && window.hop() % known.hop() != 0)) {
      return clock;
    }
    return Math.max(counted.since(), clock - known.size() - known.offset());
  }
}
