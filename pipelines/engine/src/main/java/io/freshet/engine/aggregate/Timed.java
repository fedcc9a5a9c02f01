package io.freshet.engine.aggregate;

import java.util.Comparator;

/**
 * A value and the time of its event.
 *
 * @param time event time
 * @param value canonical, never null
 */
record Timed(long time, Object value) {

  /** By time, and at the same time by value. */
  static Comparator<Timed> order(ValueDomain domain) {
    return (a, b) -> {
      int order = Long.compare(a.time, b.time);
      return order != 0 ? order : domain.compare(a.value, b.value);
    };
  }
}
