package io.freshet.defs.language;

import io.freshet.defs.plan.AggregateFunction;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Keys of a feature and of its windows. */
public final class FeatureKeys {
  public static final Key SIZE =
      Key.required(
          "size",
          Form.Single.DURATION,
          "7d",
          "Length of the window, from `1m` to `365d`, or `lifetime`.");
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
          new Form.Choice("aggregate", functions(), Map.of()),
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
          "The windows: durations from `1m` to `365d`, `lifetime`, or mappings that say more.");
  public static final Key HOP =
      Key.optional(
          "hop",
          Form.Single.DURATION,
          "1d from 12d, 1h from 12h, 5m from 1h, 1m from 10m, else 1s",
          "1h",
          "Step in which the windows' tails move, `1s` or more; it divides each window and its"
              + " offset, and a day is a multiple of it or it of a day.");
  public static final Key DEFAULT =
      Key.optional(
          "default",
          Form.Single.VALUE,
          "NULL",
          "0",
          "Published in place of NULL, when no event is in the window.");

  public static final Key PIVOT =
      Key.optional(
          "pivot",
          new Form.ObjectOf(PivotKeys.SHAPE),
          "one feature for each window",
          "{column: category, values: [books, garden]}",
          "Makes one feature per value of a column: `views_books_7d`.");

  public static final Shape SHAPE =
      new Shape(
          "Feature",
          "feature",
          "One aggregation, in one or more windows.",
          Stream.of(
                  List.of(NAME, AGGREGATE, VALUE, WHERE, PIVOT, WINDOWS, HOP, DEFAULT),
                  OptionKeys.all())
              .flatMap(List::stream)
              .toList(),
          Map.of());

  private FeatureKeys() {}

  private static List<String> functions() {
    return Arrays.stream(AggregateFunction.values()).map(AggregateFunction::label).toList();
  }
}
