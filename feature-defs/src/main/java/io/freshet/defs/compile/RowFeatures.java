package io.freshet.defs.compile;

import io.freshet.defs.plan.FeaturePlan;
import io.freshet.schemas.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The aggregated features of a view.
 *
 * @param fields those whose types are known, in order
 * @param faulty names, without value and window, of those that have a fault
 */
record RowFeatures(List<Field> fields, List<String> faulty) {
  RowFeatures {
    fields = List.copyOf(fields);
    faulty = List.copyOf(faulty);
  }

  /** The features with these plans; of those with the same name, a fault, the first. */
  static RowFeatures of(List<FeaturePlan> plans, List<String> faulty) {
    Map<String, Field> byName = new LinkedHashMap<>();
    plans.forEach(plan -> byName.putIfAbsent(plan.field().name(), plan.field()));
    return new RowFeatures(List.copyOf(byName.values()), faulty);
  }

  /** Whether {@code name} may be that of a feature with a fault. */
  boolean isFaulty(String name) {
    return faulty.stream().anyMatch(base -> name.equals(base) || name.startsWith(base + "_"));
  }

  List<String> names() {
    return fields.stream().map(Field::name).toList();
  }
}
