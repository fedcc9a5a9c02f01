package io.freshet.local.generator;

import java.time.Duration;

/**
 * A simulated shop. Equal options make equal records.
 *
 * @param users number of users; the k-th is seen in proportion to {@code 1/k^zipf}
 * @param products number of products, chosen likewise
 * @param zipf exponent of both distributions
 * @param seed seed of all chance
 * @param maxOutOfOrderness how much later than it happened a disordered record arrives at most
 * @param lateFrom how much later a late record arrives at least
 * @param lateTo how much later a late record arrives at most
 * @param rates how many records are special
 */
public record ShopOptions(
    int users,
    int products,
    double zipf,
    long seed,
    Duration maxOutOfOrderness,
    Duration lateFrom,
    Duration lateTo,
    ShopRates rates) {

  public ShopOptions {
    if (users < 1 || products < 1) {
      throw new IllegalArgumentException(
          "A shop has at least 1 user and 1 product, not " + users + " and " + products);
    }
    if (maxOutOfOrderness.toMillis() < 1
        || lateFrom.compareTo(maxOutOfOrderness) <= 0
        || lateTo.compareTo(lateFrom) <= 0) {
      throw new IllegalArgumentException(
          "Delays must rise from maxOutOfOrderness (at least 1 ms) to lateFrom to lateTo, not "
              + maxOutOfOrderness
              + ", "
              + lateFrom
              + ", "
              + lateTo);
    }
  }

  /** A shop of {@code users} users with realistic faults. */
  public static ShopOptions of(int users, long seed) {
    return new ShopOptions(
        users,
        2_000,
        1.0,
        seed,
        Duration.ofSeconds(30),
        Duration.ofMinutes(2),
        Duration.ofDays(3),
        ShopRates.realistic());
  }

  /** The same with other rates. */
  public ShopOptions withRates(ShopRates other) {
    return new ShopOptions(users, products, zipf, seed, maxOutOfOrderness, lateFrom, lateTo, other);
  }

  /** The same with another bound on disorder. */
  public ShopOptions withMaxOutOfOrderness(Duration other) {
    return new ShopOptions(users, products, zipf, seed, other, lateFrom, lateTo, rates);
  }

  /** The same with other delays of late records. */
  public ShopOptions withLate(Duration from, Duration to) {
    return new ShopOptions(users, products, zipf, seed, maxOutOfOrderness, from, to, rates);
  }
}
