package io.freshet.local.demo;

import java.time.Duration;

/**
 * A simulated shop to be shown.
 *
 * @param users number of users
 * @param rate live events per second
 * @param duration length of the live phase
 * @param seed seed of all chance
 */
public record ShopDemoOptions(int users, double rate, Duration duration, long seed) {
  private static final long EVENTS_PER_USER = 40;
  private static final long FEWEST_EVENTS = 20_000;
  private static final long MOST_EVENTS = 2_000_000;

  public ShopDemoOptions {
    if (users < 1) {
      throw new IllegalArgumentException("A shop has at least 1 user, not " + users);
    }
    if (!(rate > 0)) {
      throw new IllegalArgumentException("The rate must be above 0, not " + rate);
    }
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException("The duration must be above 0, not " + duration);
    }
  }

  /** Events of the simulated past: in proportion to the users, within what a demo can bear. */
  public long historyEvents() {
    return Math.min(MOST_EVENTS, Math.max(FEWEST_EVENTS, users * EVENTS_PER_USER));
  }
}
