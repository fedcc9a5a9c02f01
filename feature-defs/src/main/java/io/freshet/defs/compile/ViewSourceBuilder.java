package io.freshet.defs.compile;

import io.freshet.defs.plan.InputPlan;
import io.freshet.defs.plan.ViewSourcePlan;
import io.freshet.defs.yaml.Scalar;
import io.freshet.schemas.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers what a view takes from one source; equal filters and inputs become one. */
final class ViewSourceBuilder {
  private static final int NONE = -1;

  private final String source;
  private final List<String> keys;
  private final List<String> filters = new ArrayList<>();
  private final List<InputPlan> inputs = new ArrayList<>();
  private boolean unfiltered;

  ViewSourceBuilder(String source, List<String> keys) {
    this.source = source;
    this.keys = keys;
  }

  /** Index of a filter; -1 for none. */
  int filter(@Nullable String where) {
    if (where == null) {
      unfiltered = true;
      return NONE;
    }
    return indexOf(filters, where);
  }

  /** Index of the value of an aggregation behind a filter; -1 for none. */
  int input(int filter, @Nullable Scalar value, @Nullable ValueType type) {
    return value == null || type == null
        ? NONE
        : indexOf(inputs, new InputPlan(filter, value.trimmed(), type));
  }

  ViewSourcePlan build() {
    return new ViewSourcePlan(source, keys, filters, inputs, unfiltered);
  }

  private static <T> int indexOf(List<T> list, T item) {
    int index = list.indexOf(item);
    if (index >= 0) {
      return index;
    }
    list.add(item);
    return list.size() - 1;
  }
}
