package io.freshet.jobs.derive;

import io.freshet.defs.plan.DerivedPlan;
import io.freshet.defs.plan.FeaturePlan;
import io.freshet.defs.plan.ViewPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which values of the row a derived one uses. A name that only stands in a text of the expression
 * is taken for a use: that costs a little and changes nothing.
 */
final class Dependencies {
  private static final Pattern WORD = Pattern.compile("\\w+");

  private final List<Set<Integer>> uses = new ArrayList<>();
  private final int features;

  Dependencies(ViewPlan plan) {
    features = plan.features().size();
    Map<String, Integer> known = new HashMap<>();
    for (FeaturePlan feature : plan.features()) {
      known.put(feature.field().name(), known.size());
    }
    for (DerivedPlan derived : plan.derived()) {
      Set<Integer> used = new LinkedHashSet<>();
      Matcher words = WORD.matcher(derived.sql());
      while (words.find()) {
        Integer position = known.get(words.group());
        if (position != null) {
          used.add(position);
        }
      }
      uses.add(used);
      known.put(derived.field().name(), known.size());
    }
  }

  /** Positions in the row of the values that a derived one uses. */
  Set<Integer> of(int derived) {
    return uses.get(derived);
  }

  /** Derived values by depth: those of one level use only features and those of levels before. */
  List<List<Integer>> levels() {
    int[] depths = new int[uses.size()];
    List<List<Integer>> levels = new ArrayList<>();
    for (int i = 0; i < depths.length; i++) {
      for (int position : uses.get(i)) {
        if (position >= features) {
          depths[i] = Math.max(depths[i], depths[position - features] + 1);
        }
      }
      while (levels.size() <= depths[i]) {
        levels.add(new ArrayList<>());
      }
      levels.get(depths[i]).add(i);
    }
    return levels;
  }
}
