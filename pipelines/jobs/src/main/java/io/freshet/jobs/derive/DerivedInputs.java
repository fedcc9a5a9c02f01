package io.freshet.jobs.derive;

import io.freshet.defs.plan.ViewPlan;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;

/** Which aggregated features a value of a row follows from. */
public final class DerivedInputs {
  private DerivedInputs() {}

  /**
   * The features that a value depends on, itself if it is one.
   *
   * @param position of the value in the view's {@link ViewPlan#layout}
   * @return positions among {@link ViewPlan#features()}
   */
  public static Set<Integer> of(ViewPlan plan, int position) {
    int features = plan.features().size();
    Dependencies dependencies = new Dependencies(plan);
    Set<Integer> seen = new TreeSet<>();
    Deque<Integer> open = new ArrayDeque<>(Set.of(position));
    while (!open.isEmpty()) {
      int next = open.remove();
      if (seen.add(next) && next >= features) {
        open.addAll(dependencies.of(next - features));
      }
    }
    seen.removeIf(value -> value >= features);
    return seen;
  }
}
