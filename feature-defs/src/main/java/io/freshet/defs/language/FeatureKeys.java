package io.freshet.defs.language;

import io.freshet.defs.plan.AggregateFunction;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keys of a feature and of its windows. */
public final class FeatureKeys {
  public static final Key SIZE =
      Key.required("size", Form.Single.DURATION, "7d", "Length of the window, or `lifetime`.");
  public static final Key OFFSET =
      Key.optional(
          "offset", Form.Single.DURATION, "0s", "7d", "How far the window's end lies in the past.");
  public static final Key AS =
      Key.optional(
          "as",
          Form.Single.NAME,
          "the size as written; with an offset `<size>_offset_<offset>`",
          "week_before",
          "Label of the window in the feature's name.");
  public static final Key WINDOW_HOP =
      Key.optional(
          "hop",
          Form.Single.DURATION,
          "the feature's",
          "1h",
          "Step in which the window's tail moves.");

  public static final Shape WINDOW_SHAPE =
      new Shape(
          "Window",
          "window",
          "A window that needs more than a length.",
          List.of(SIZE, OFFSET, AS, WINDOW_HOP),
          Map.of());

  public static final Key NAME =
      Key.required(
          "name",
          Form.Single.NAME,
          "revenue",
          "Name of the feature; each window's label is added: `revenue_7d`. A lifetime window adds"
              + " none.");
  public static final Key AGGREGATE =
      Key.required(
          "aggregate",
          new Form.Choice("aggregate", functions(), plannedFunctions()),
          "sum",
          "The function: "
              + String.join(", ", functions().stream().map(f -> "`" + f + "`").toList())
              + ".");
  public static final Key VALUE =
      Key.optional(
          "value",
          Form.Single.SQL,
          "none; only count does without",
          "\"price * quantity\"",
          "SQL expression over the source's columns that yields the value to aggregate. NULL is"
              + " ignored.");
  public static final Key WHERE =
      Key.optional(
          "where",
          Form.Single.SQL,
          "every event",
          "\"event_type = 'purchase'\"",
          "SQL condition that an event must fulfil.");
  public static final Key WINDOWS =
      Key.required(
          "windows",
          new Form.ListOf("windows", new Form.Either(Form.Single.DURATION, WINDOW_SHAPE)),
          "[1h, 7d]",
          "The windows: durations, `lifetime`, or mappings that say more.");
  public static final Key HOP =
      Key.optional(
          "hop",
          Form.Single.DURATION,
          "1d from 12d, 1h from 12h, 5m from 1h, 1m from 10m, else 1s",
          "1h",
          "Step in which the windows' tails move; it divides each window and its offset, and a day"
              + " is a multiple of it or it of a day.");
  public static final Key DEFAULT =
      Key.optional(
          "default",
          Form.Single.VALUE,
          "NULL",
          "0",
          "Published in place of NULL, when no event is in the window.");

  public static final Shape SHAPE =
      new Shape(
          "Feature",
          "feature",
          "One aggregation, in one or more windows.",
          List.of(NAME, AGGREGATE, VALUE, WHERE, WINDOWS, HOP, DEFAULT),
          Map.of(
              "pivot",
              "remove it, and write one feature for each value, with the value in its 'where'"));

  private FeatureKeys() {}

  private static List<String> functions() {
    return Arrays.stream(AggregateFunction.values()).map(AggregateFunction::label).toList();
  }

  private static Map<String, String> plannedFunctions() {
    Map<String, String> planned = new LinkedHashMap<>();
    planned.put("first_n", "use first");
    planned.put("last_n", "use last");
    planned.put("last_distinct_n", "use last or count_distinct");
    planned.put("approx_count_distinct", "use count_distinct, which is exact");
    planned.put("approx_percentile", "use min, avg and max");
    planned.put("top_k", "count the values that matter, each with its own 'where'");
    planned.put("histogram", "count the values that matter, each with its own 'where'");
    String variance = "use count, the sum of x and the sum of x * x, from which it follows";
    for (String name :
        List.of("variance", "stddev", "var_pop", "var_samp", "stddev_pop", "stddev_samp")) {
      planned.put(name, variance);
    }
    return planned;
  }
}
