package io.freshet.engine;

import io.freshet.defs.plan.AggregationPlan;
import io.freshet.schemas.ValueType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The aggregate functions over lists of events. Numbers are decimals of any length throughout. */
final class NaiveFunctions {
  private static final MathContext MANY_DIGITS = new MathContext(400);
  private static final BigDecimal LARGEST_LONG = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final BigDecimal SMALLEST_LONG = BigDecimal.valueOf(Long.MIN_VALUE);

  private NaiveFunctions() {}

  private record Timed(long time, Object value) {}

  /** The function of {@code plan} over the events that a window covers; null for NULL. */
  static @Nullable Object evaluate(AggregationPlan plan, List<Event> covered) {
    if (plan.input() < 0) {
      return (long) covered.size();
    }
    List<Timed> values =
        covered.stream()
            .filter(e -> e.inputs()[plan.input()] != null)
            .map(e -> timed(e, plan))
            .toList();
    ValueType type = Objects.requireNonNull(plan.inputType());
    Comparator<Timed> byValue = (a, b) -> compare(type, a.value(), b.value());
    Comparator<Timed> byTime = Comparator.comparingLong(Timed::time).thenComparing(byValue);
    return switch (plan.function()) {
      case COUNT -> (long) values.size();
      case COUNT_DISTINCT ->
          (long) new HashSet<>(values.stream().map(Timed::value).toList()).size();
      case SUM -> values.isEmpty() ? null : fit(sum(values), plan.resultType());
      case AVG -> values.isEmpty() ? null : average(values);
      case MIN -> values.stream().min(byValue).map(Timed::value).orElse(null);
      case MAX -> values.stream().max(byValue).map(Timed::value).orElse(null);
      case FIRST -> values.stream().min(byTime).map(Timed::value).orElse(null);
      case LAST -> values.stream().max(byTime).map(Timed::value).orElse(null);
      case FIRST_N -> list(plan, values.stream().sorted(byTime).map(Timed::value));
      case LAST_N -> list(plan, values.stream().sorted(byTime.reversed()).map(Timed::value));
      case LAST_DISTINCT_N ->
          list(plan, values.stream().sorted(byTime.reversed()).map(Timed::value).distinct());
      case APPROX_COUNT_DISTINCT -> values.stream().map(Timed::value).distinct().count();
      case APPROX_PERCENTILE ->
          NaiveNumbers.percentile(numbers(values), plan.options().percentile());
      case TOP_K -> list(plan, mostFrequent(values, byValue).map(Map.Entry::getKey));
      case VARIANCE -> NaiveNumbers.variance(numbers(values), plan.options().spread());
      case STDDEV -> NaiveNumbers.deviation(numbers(values), plan.options().spread());
      case HISTOGRAM -> histogram(plan, mostFrequent(values, byValue));
    };
  }

  private static @Nullable Object list(AggregationPlan plan, Stream<Object> values) {
    List<Object> first = values.limit(plan.options().limit()).toList();
    return first.isEmpty() ? null : first;
  }

  private static @Nullable Object histogram(
      AggregationPlan plan, Stream<Map.Entry<Object, Long>> counts) {
    Map<Object, Long> most =
        counts
            .limit(plan.options().limit())
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return most.isEmpty() ? null : most;
  }

  /** Each value and how often it occurs, the most frequent first, then in canonical order. */
  private static Stream<Map.Entry<Object, Long>> mostFrequent(
      List<Timed> values, Comparator<Timed> byValue) {
    Map<Object, Long> counts = new LinkedHashMap<>();
    values.stream().sorted(byValue).forEach(v -> counts.merge(v.value(), 1L, Long::sum));
    return counts.entrySet().stream().sorted((a, b) -> Long.compare(b.getValue(), a.getValue()));
  }

  private static List<BigDecimal> numbers(List<Timed> values) {
    return values.stream().map(timed -> exact(timed.value())).toList();
  }

  private static Timed timed(Event event, AggregationPlan plan) {
    Object value = Objects.requireNonNull(event.inputs()[plan.input()]);
    boolean isNegativeZero = value.equals(-0.0);
    return new Timed(event.time(), isNegativeZero ? Double.valueOf(0.0) : value);
  }

  private static int compare(ValueType type, Object a, Object b) {
    return switch (type.kind()) {
      case BOOLEAN -> Boolean.compare((Boolean) a, (Boolean) b);
      case BIGINT, TIMESTAMP, DATE -> Long.compare((Long) a, (Long) b);
      case DOUBLE -> Double.compare((Double) a, (Double) b);
      case DECIMAL -> ((BigDecimal) a).compareTo((BigDecimal) b);
      case STRING -> Arrays.compareUnsigned(utf8(a), utf8(b));
      case ARRAY, COUNTS -> throw new IllegalArgumentException(type.toString());
    };
  }

  private static byte[] utf8(Object value) {
    return ((String) value).getBytes(StandardCharsets.UTF_8);
  }

  private static BigDecimal sum(List<Timed> values) {
    return values.stream()
        .map(timed -> exact(timed.value()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal exact(Object number) {
    if (number instanceof BigDecimal decimal) {
      return decimal;
    }
    return number instanceof Double real ? new BigDecimal(real) : BigDecimal.valueOf((Long) number);
  }

  private static @Nullable Object average(List<Timed> values) {
    return NaiveNumbers.finite(sum(values).divide(BigDecimal.valueOf(values.size()), MANY_DIGITS));
  }

  private static @Nullable Object fit(BigDecimal sum, ValueType type) {
    return switch (type.kind()) {
      case BIGINT ->
          sum.compareTo(SMALLEST_LONG) < 0 || sum.compareTo(LARGEST_LONG) > 0
              ? null
              : sum.longValueExact();
      case DECIMAL -> sum.precision() > type.precision() ? null : sum.setScale(type.scale());
      case DOUBLE -> NaiveNumbers.finite(sum);
      case BOOLEAN, STRING, TIMESTAMP, DATE, ARRAY, COUNTS ->
          throw new IllegalArgumentException(type.toString());
    };
  }
}
