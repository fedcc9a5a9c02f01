package io.freshet.defs.plan;

import java.io.Serializable;

/**
 * What a function is told beside its value. Members that a function does not take are those of
 * {@link #NONE}.
 *
 * @param limit how many values the result has at most: {@code n} of first_n, last_n and
 *     last_distinct_n, {@code k} of top_k, {@code max_values} of histogram; 0 for other functions
 * @param percentile of approx_percentile, in [0, 1]; 0 for other functions
 * @param spread of variance and stddev; {@link Spread#SAMPLE} for other functions
 */
public record FunctionOptions(int limit, double percentile, Spread spread) implements Serializable {

  /** What a variance is divided by. */
  public enum Spread {
    /** The number of values less one: NULL with fewer than two. */
    SAMPLE,
    /** The number of values. */
    POPULATION
  }

  /** For a function that is told nothing. */
  public static final FunctionOptions NONE = new FunctionOptions(0, 0, Spread.SAMPLE);
}
