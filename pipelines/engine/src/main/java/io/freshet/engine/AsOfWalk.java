package io.freshet.engine;

import org.jspecify.annotations.Nullable;

/**
 * Walks once through the life of a key, forward in time, and tells its values as of instants on the
 * way, by all events up to then.
 *
 * <p>Events and questions come in the order of their times; of the same time, first those events
 * that are to count. So no clock is needed: the values at an instant follow from the events before
 * it, and what enters or leaves a window between two of them changes none later. Not thread-safe.
 */
public final class AsOfWalk {
  private final ViewEngine engine;
  private KeyState state;
  private long now = Long.MIN_VALUE;

  /** A walk through the life of one key, at its beginning. */
  public AsOfWalk(ViewEngine engine) {
    this.engine = engine;
    this.state = engine.newState();
  }

  /** Begins with another key. */
  public void restart() {
    state = engine.newState();
    now = Long.MIN_VALUE;
  }

  /**
   * Takes the next event.
   *
   * @throws IllegalArgumentException if it is older than what was taken or asked for before
   */
  public void take(Event event) {
    goTo(event.time());
    state.apply(event, Long.MIN_VALUE);
  }

  /**
   * The values as of {@code time}, by the events taken so far: one per feature of the plan, in its
   * order, defaults applied; null for NULL.
   *
   * @throws IllegalArgumentException if {@code time} is before what was taken or asked for before
   */
  public @Nullable Object[] values(long time) {
    goTo(time);
    if (state.sequence() == 0) {
      return engine.emptyValues();
    }
    state.advance(time);
    return state.values();
  }

  /**
   * The as-of time that a published row would have had with the values told last: no more than the
   * time asked for. {@link Long#MIN_VALUE} without an event.
   */
  public long featureTimestamp() {
    return state.featureTimestamp();
  }

  /** The number of events that were applied. */
  public long sequence() {
    return state.sequence();
  }

  private void goTo(long time) {
    if (time < now) {
      throw new IllegalArgumentException(
          "%d comes after %d, but a life goes forward".formatted(time, now));
    }
    now = time;
  }
}
