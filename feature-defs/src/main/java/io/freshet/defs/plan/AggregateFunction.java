package io.freshet.defs.plan;

import io.freshet.schemas.ValueType;
import java.util.Locale;
import java.util.Optional;

/** The functions of the definition language. */
public enum AggregateFunction {
  COUNT,
  SUM,
  AVG,
  MIN,
  MAX,
  FIRST,
  LAST,
  COUNT_DISTINCT,
  FIRST_N,
  LAST_N,
  LAST_DISTINCT_N,
  APPROX_COUNT_DISTINCT,
  APPROX_PERCENTILE,
  TOP_K,
  VARIANCE,
  STDDEV,
  HISTOGRAM;

  /** The function with this name in definitions, such as {@code count_distinct}. */
  public static Optional<AggregateFunction> byName(String name) {
    for (AggregateFunction function : values()) {
      if (function.label().equals(name)) {
        return Optional.of(function);
      }
    }
    return Optional.empty();
  }

  /** The name in definitions. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a value expression must be given; {@code count} may do without. */
  public boolean needsValue() {
    return this != COUNT;
  }

  /** Whether nothing comes to 0 and not to NULL. */
  public boolean isNeverNull() {
    return this == COUNT || this == COUNT_DISTINCT || this == APPROX_COUNT_DISTINCT;
  }

  /** Whether values of {@code type} can be aggregated. */
  public boolean accepts(ValueType type) {
    return switch (this) {
      case SUM, AVG, APPROX_PERCENTILE, VARIANCE, STDDEV -> type.isNumeric();
      case MIN, MAX -> type.kind() != ValueType.Kind.BOOLEAN;
      case COUNT,
          FIRST,
          LAST,
          COUNT_DISTINCT,
          FIRST_N,
          LAST_N,
          LAST_DISTINCT_N,
          APPROX_COUNT_DISTINCT,
          TOP_K,
          HISTOGRAM ->
          true;
    };
  }

  /**
   * Type of the result. Sums of BIGINT are BIGINT and of DECIMAL(p,s) DECIMAL(38,s): a result that
   * does not fit is NULL.
   *
   * @param input type of the values; ignored by counts
   */
  public ValueType resultType(ValueType input) {
    return switch (this) {
      case COUNT, COUNT_DISTINCT, APPROX_COUNT_DISTINCT -> ValueType.BIGINT;
      case AVG, APPROX_PERCENTILE, VARIANCE, STDDEV -> ValueType.DOUBLE;
      case FIRST_N, LAST_N, LAST_DISTINCT_N, TOP_K -> ValueType.array(input);
      case HISTOGRAM -> ValueType.counts(input);
      case MIN, MAX, FIRST, LAST -> input;
      case SUM ->
          input.kind() == ValueType.Kind.DECIMAL
              ? ValueType.decimal(ValueType.MAX_PRECISION, input.scale())
              : input;
    };
  }
}
