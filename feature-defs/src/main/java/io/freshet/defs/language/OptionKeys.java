package io.freshet.defs.language;

import io.freshet.defs.plan.AggregateFunction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keys of a feature that tell its function more than the value. */
public final class OptionKeys {
  /** How many values a result holds at most. */
  public static final int MAX_LIMIT = 1000;

  /** Values that a histogram counts, where nothing else is said. */
  public static final int DEFAULT_MAX_VALUES = 100;

  public static final String SAMPLE = "sample";
  public static final String POPULATION = "population";

  public static final Key N =
      Key.optional(
          "n",
          new Form.Whole(1, MAX_LIMIT),
          "first_n, last_n and last_distinct_n need it",
          "10",
          "first_n, last_n, last_distinct_n: how many values are kept.");
  public static final Key K =
      Key.optional(
          "k",
          new Form.Whole(1, MAX_LIMIT),
          "top_k needs it",
          "5",
          "top_k: how many of the most frequent values are kept.");
  public static final Key PERCENTILE =
      Key.optional(
          "percentile",
          new Form.Real(0, 1),
          "approx_percentile needs it",
          "0.95",
          "approx_percentile: the rank of the value sought; 0.5 is the median.");
  public static final Key SPREAD =
      Key.optional(
          "spread",
          new Form.Choice("spread", List.of(SAMPLE, POPULATION), Map.of()),
          SAMPLE,
          POPULATION,
          "variance, stddev: what the squares are divided by: the number of values less one"
              + " (`sample`), or the number of values (`population`).");
  public static final Key MAX_VALUES =
      Key.optional(
          "max_values",
          new Form.Whole(1, MAX_LIMIT),
          String.valueOf(DEFAULT_MAX_VALUES),
          "20",
          "histogram: how many of the most frequent values are kept.");

  /** The functions that take each of the keys. */
  public static final Map<Key, List<AggregateFunction>> TAKERS = takers();

  private OptionKeys() {}

  /** All keys, in order. */
  static List<Key> all() {
    return List.copyOf(TAKERS.keySet());
  }

  private static Map<Key, List<AggregateFunction>> takers() {
    Map<Key, List<AggregateFunction>> takers = new LinkedHashMap<>();
    takers.put(
        N,
        List.of(
            AggregateFunction.FIRST_N,
            AggregateFunction.LAST_N,
            AggregateFunction.LAST_DISTINCT_N));
    takers.put(K, List.of(AggregateFunction.TOP_K));
    takers.put(PERCENTILE, List.of(AggregateFunction.APPROX_PERCENTILE));
    takers.put(SPREAD, List.of(AggregateFunction.VARIANCE, AggregateFunction.STDDEV));
    takers.put(MAX_VALUES, List.of(AggregateFunction.HISTOGRAM));
    return takers;
  }
}
