package io.freshet.defs.plan;

import io.freshet.schemas.ValueType;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function over a value of one source's events, in one or more windows.
 *
 * @param source index among the view's sources
 * @param function the function
 * @param options what the function is told
 * @param filter index among that source's filters; -1: every event
 * @param input index among that source's inputs; -1: none (a count of events)
 * @param inputType type of the input; null without one
 * @param resultType type of the result
 * @param windows its windows, without repetition
 */
public record AggregationPlan(
    int source,
    AggregateFunction function,
    FunctionOptions options,
    int filter,
    int input,
    @Nullable ValueType inputType,
    ValueType resultType,
    List<WindowPlan> windows)
    implements Serializable {

  public AggregationPlan {
    windows = List.copyOf(windows);
  }

  /** An aggregation by a function without options. */
  public AggregationPlan(
      int source,
      AggregateFunction function,
      int filter,
      int input,
      @Nullable ValueType inputType,
      ValueType resultType,
      List<WindowPlan> windows) {
    this(source, function, FunctionOptions.NONE, filter, input, inputType, resultType, windows);
  }
}
