package io.freshet.defs.plan;

import java.io.Serializable;
import java.util.List;

/**
 * What a view takes from one source. Filters and inputs occur once each, however many aggregations
 * share them.
 *
 * @param source name of the source
 * @param keys one SQL expression per join key of the entity
 * @param filters distinct BOOLEAN expressions
 * @param inputs distinct values
 * @param unfiltered whether some aggregation of this source has no filter, so that every event is
 *     applied
 */
public record ViewSourcePlan(
    String source,
    List<String> keys,
    List<String> filters,
    List<InputPlan> inputs,
    boolean unfiltered)
    implements Serializable {

  public ViewSourcePlan {
    keys = List.copyOf(keys);
    filters = List.copyOf(filters);
    inputs = List.copyOf(inputs);
  }
}
