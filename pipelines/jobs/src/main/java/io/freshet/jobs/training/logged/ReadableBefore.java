package io.freshet.jobs.training.logged;

/** Which labels a time is before: those after it, and at it where the set is inclusive. */
enum ReadableBefore {
  /** A label at the very time does not count. */
  STRICTLY(1),
  /** A label at the very time counts. */
  INCLUSIVE(0);

  private final long step;

  ReadableBefore(long step) {
    this.step = step;
  }

  static ReadableBefore of(boolean inclusive) {
    return inclusive ? INCLUSIVE : STRICTLY;
  }

  /** The first slot of an entity that a time is before; its end if there is none. */
  int firstSlot(LabelTimes times, int entity, long time) {
    return times.atOrAfter(entity, time + step);
  }

  /** The first slot of the entity at a place that a time is before; its end if there is none. */
  int firstSlot(EntityIndex index, int place, long time) {
    return index.atOrAfter(place, time + step);
  }

  /** Whether a slot is the one that {@link #firstSlot(EntityIndex, int, long)} would find. */
  boolean isFirstSlot(EntityIndex index, int place, int slot, long time) {
    return (slot == index.end(place) || holds(time, index.time(place, slot)))
        && !isAfter(index, place, slot - 1, time);
  }

  /** Whether there is such a slot of the entity at a place, and a time is before it. */
  boolean isAfter(EntityIndex index, int place, int slot, long time) {
    return slot >= index.begin(place) && holds(time, index.time(place, slot));
  }

  /** Whether a time is before that of a label. */
  boolean holds(long time, long label) {
    return time + step <= label;
  }
}
