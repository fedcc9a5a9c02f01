package io.freshet.jobs.window;

import io.freshet.engine.KeyState;
import io.freshet.schemas.FeatureRow;
import org.jspecify.annotations.Nullable;

/** A key held in memory: its state, and what has become of it since it was last written. */
final class LiveKey {
  final String key;
  final KeyState state;

  /** The values that were published last; null if none were. */
  @Nullable Object @Nullable [] published;

  /** The timer that is set; {@link Long#MAX_VALUE} for none. */
  long timer;

  /** Whether the state differs from what keyed state holds. */
  boolean dirty;

  /** Whether events or expiries wait to be published. */
  boolean pending;

  /** When the oldest event that waits arrived. */
  long oldestArrival = FeatureRow.NO_ARRIVAL;

  /** The newest arrival clock of the events that wait. */
  long arrivalClock = Long.MIN_VALUE;

  LiveKey(String key, KeyState state, @Nullable Object @Nullable [] published, long timer) {
    this.key = key;
    this.state = state;
    this.published = published;
    this.timer = timer;
  }

  void await(KeyedEvent event) {
    pending = true;
    dirty = true;
    arrivalClock = Math.max(arrivalClock, event.arrivalClock());
    if (event.arrivedAt() != FeatureRow.NO_ARRIVAL
        && (oldestArrival == FeatureRow.NO_ARRIVAL || event.arrivedAt() < oldestArrival)) {
      oldestArrival = event.arrivedAt();
    }
  }

  void published(@Nullable Object[] values) {
    published = values;
    settled();
  }

  void settled() {
    pending = false;
    oldestArrival = FeatureRow.NO_ARRIVAL;
    arrivalClock = Long.MIN_VALUE;
  }
}
