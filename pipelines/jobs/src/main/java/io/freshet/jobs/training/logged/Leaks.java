package io.freshet.jobs.training.logged;

import java.util.Arrays;

/**
 * The slots for which some row would leak in a join by event time: its as-of time is before the
 * label, and it became readable only after it. Of several such rows the one that became readable
 * last is told. Not thread-safe.
 */
final class Leaks {
  private static final long NONE = Long.MIN_VALUE;

  private final int slots;

  /** By slot: when a row became readable that is before this label and not before the last one. */
  private long[] availables = {};

  /** By slot: how long after its as-of time that row became readable. */
  private long[] delays = {};

  Leaks(int slots) {
    this.slots = slots;
  }

  /**
   * Takes a row.
   *
   * @param slot first one that the row's as-of time is before
   * @param available when it became readable, after that label
   * @param delay milliseconds from its as-of time until then
   */
  void add(int slot, long available, long delay) {
    if (availables.length == 0) {
      availables = new long[slots];
      delays = new long[slots];
      Arrays.fill(availables, NONE);
    }
    keep(slot, available, delay);
  }

  private void keep(int slot, long available, long delay) {
    if (available > availables[slot] || (available == availables[slot] && delay > delays[slot])) {
      availables[slot] = available;
      delays[slot] = delay;
    }
  }

  /** Hands rows on to the later labels that they leak to as well; none is added from now on. */
  void spread(LabelTimes times, ReadableBefore before) {
    if (availables.length == 0) {
      return;
    }
    for (int entity = 0; entity < times.entities().size(); entity++) {
      for (int slot = times.begin(entity); slot < times.end(entity); slot++) {
        if (slot > times.begin(entity)) {
          keep(slot, availables[slot - 1], delays[slot - 1]);
        }
        if (availables[slot] != NONE && before.holds(availables[slot], times.time(slot))) {
          availables[slot] = NONE;
        }
      }
    }
  }

  /** Whether a row leaks to a slot, behind {@link #spread}. */
  boolean contains(int slot) {
    return availables.length > 0 && availables[slot] != NONE;
  }

  /** When the row became readable that leaks to a slot. */
  long available(int slot) {
    return availables[slot];
  }

  /** Milliseconds from its as-of time until then. */
  long delay(int slot) {
    return delays[slot];
  }
}
