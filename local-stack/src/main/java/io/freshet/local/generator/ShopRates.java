package io.freshet.local.generator;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many of all records are special, as fractions by kind. What is left is {@link
 * ShopKind#ON_TIME}. Immutable.
 */
public final class ShopRates {
  private final Map<ShopKind, Double> rates;

  private ShopRates(Map<ShopKind, Double> rates) {
    this.rates = Collections.unmodifiableMap(rates);
    double sum = rates.values().stream().mapToDouble(Double::doubleValue).sum();
    if (rates.values().stream().anyMatch(rate -> !(rate >= 0)) || sum > 0.5) {
      throw new IllegalArgumentException(
          "Rates of special records must be fractions that sum up to 0.5 at most, not " + rates);
    }
  }

  /** A tenth disordered, few late or repeated, and a little poison of every kind. */
  public static ShopRates realistic() {
    Map<ShopKind, Double> rates = new EnumMap<>(ShopKind.class);
    rates.put(ShopKind.DISORDERED, 0.1);
    rates.put(ShopKind.LATE, 0.002);
    rates.put(ShopKind.DUPLICATE, 0.005);
    for (ShopKind kind : ShopKind.values()) {
      if (kind.refusedFor().isPresent()) {
        rates.put(kind, 0.0001);
      }
    }
    return new ShopRates(rates);
  }

  /** All records on time and sound. */
  public static ShopRates none() {
    return new ShopRates(new EnumMap<>(ShopKind.class));
  }

  /** The same with another rate for {@code kind}. */
  public ShopRates with(ShopKind kind, double rate) {
    if (kind == ShopKind.ON_TIME) {
      throw new IllegalArgumentException("Records are on time unless something else is the case");
    }
    Map<ShopKind, Double> changed = new EnumMap<>(ShopKind.class);
    changed.putAll(rates);
    changed.put(kind, rate);
    return new ShopRates(changed);
  }

  /** Fraction of records of {@code kind}. */
  public double of(ShopKind kind) {
    return rates.getOrDefault(kind, 0.0);
  }

  @Override
  public String toString() {
    return rates.toString();
  }
}
