package io.freshet.jobs.window;

import io.freshet.engine.KeyState;
import io.freshet.schemas.FeatureRow;

/** A key held in memory: its state, and what has become of it since it was last written. */
final class LiveKey {
  /** What a key takes in memory besides its state, with its name and its places in lists, bytes. */
  private static final int FIXED_WEIGHT = 250;

  /** The place of a key that is not in memory. */
  static final int NOWHERE = -1;

  final String key;
  final KeyState state;

  /** The expiry that keyed state knows of, no later than the next instant; MAX_VALUE for none. */
  long armed;

  /** For which instant it is in the queue; MAX_VALUE if it is not; owned by {@link WakeQueue}. */
  long wakeAt = Long.MAX_VALUE;

  /** Where it stands among the keys in memory, and whether it was touched lately; owned by them. */
  int place = NOWHERE;

  boolean touched;

  /** Whether the state differs from what keyed state holds. */
  boolean dirty;

  /** Whether events or expiries wait to be published. */
  boolean pending;

  /** Whether among what waits there is an event. */
  boolean hasEvents;

  /**
   * How often values may have changed since they were last compared; more than two count as two.
   */
  int changes;

  /** When the oldest event that waits arrived. */
  long oldestArrival = FeatureRow.NO_ARRIVAL;

  /** The newest arrival clock of the events that wait. */
  long arrivalClock = Long.MIN_VALUE;

  /** About how many bytes of memory it takes. */
  long weight = FIXED_WEIGHT;

  LiveKey(String key, KeyState state, long armed) {
    this.key = key;
    this.state = state;
    this.armed = armed;
    weigh();
  }

  boolean isInMemory() {
    return place != NOWHERE;
  }

  /** Weighs it anew. */
  void weigh() {
    weight = FIXED_WEIGHT + state.weight();
  }

  void await(KeyedEvent event) {
    changes++;
    dirty = true;
    hasEvents = true;
    arrivalClock = Math.max(arrivalClock, event.arrivalClock());
    if (event.arrivedAt() != FeatureRow.NO_ARRIVAL
        && (oldestArrival == FeatureRow.NO_ARRIVAL || event.arrivedAt() < oldestArrival)) {
      oldestArrival = event.arrivedAt();
    }
  }

  /** Moves the as-of time to the clock. */
  void advance(long clock) {
    long instant = state.nextInstant();
    if (state.advance(clock)) {
      changes += state.featureTimestamp() == instant ? 1 : 2;
    }
  }

  void settled() {
    changes = 0;
    pending = false;
    hasEvents = false;
    oldestArrival = FeatureRow.NO_ARRIVAL;
    arrivalClock = Long.MIN_VALUE;
  }
}
