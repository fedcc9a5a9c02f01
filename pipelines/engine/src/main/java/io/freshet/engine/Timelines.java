package io.freshet.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The timelines of a key by the group of the plan that they serve. There are as many as have seen
 * an event: a view may have dozens of groups, and most keys see few of them. Extended by its owner,
 * so that they are one object. Not thread-safe.
 */
class Timelines {
  private static final int INITIAL_CAPACITY = 8;

  private static final long[] NO_MORE = {};

  /** A bit for each of the first 64 groups that has a timeline, and for the others. */
  private long present;

  private final long[] more;

  /** In the order of their groups. */
  private Timeline[] timelines;

  /** The next instant of each, side by side: most timelines have nothing to do at an instant. */
  private long[] instants;

  private int size;

  /** A bit for each of the first 64 timelines that was touched, and for the others. */
  private long touched;

  private long[] moreTouched = NO_MORE;

  Timelines(int groups) {
    this.more = groups > Long.SIZE ? new long[(groups - 1) / Long.SIZE] : NO_MORE;
    int capacity = Math.min(groups, INITIAL_CAPACITY);
    this.timelines = new Timeline[capacity];
    this.instants = new long[capacity];
  }

  /** How many there are. */
  final int size() {
    return size;
  }

  final Timeline get(int index) {
    return timelines[index];
  }

  /** The next instant of a timeline; MAX_VALUE if there is none. */
  final long instant(int index) {
    return instants[index];
  }

  /** Takes over the next instant of a timeline that has changed. */
  final void updateInstant(int index) {
    instants[index] = timelines[index].nextInstant();
  }

  /** Notes that a timeline has changed. */
  final void touch(int index) {
    if (index < Long.SIZE) {
      touched |= 1L << index;
    } else {
      moreTouched[index / Long.SIZE - 1] |= 1L << index;
    }
  }

  /** Whether a timeline has changed since {@link #untouch()}; none may have come since. */
  final boolean isTouched(int index) {
    long word = index < Long.SIZE ? touched : moreTouched[index / Long.SIZE - 1];
    return (word >>> index & 1) != 0;
  }

  final void untouch() {
    touched = 0;
    Arrays.fill(moreTouched, 0);
  }

  /** The earliest of the next instants; MAX_VALUE if there is none. */
  final long firstInstant() {
    long first = Long.MAX_VALUE;
    for (int i = 0; i < size; i++) {
      first = Math.min(first, instants[i]);
    }
    return first;
  }

  /** Where the timeline of a group stands; -1 if it has none. */
  final int find(int group) {
    return (word(group / Long.SIZE) >>> group & 1) == 0 ? -1 : rank(group);
  }

  /** The timeline of a group; null if it has none. */
  final @Nullable Timeline of(int group) {
    int index = find(group);
    return index < 0 ? null : timelines[index];
  }

  /** Gives a group that has none its timeline, and answers where that stands. */
  final int add(int group, Timeline timeline) {
    if (size == timelines.length) {
      int capacity = size + Math.max(INITIAL_CAPACITY, size / 2);
      timelines = Arrays.copyOf(timelines, capacity);
      moreTouched = capacity > Long.SIZE ? new long[(capacity - 1) / Long.SIZE] : NO_MORE;
      instants = Arrays.copyOf(instants, capacity);
    }
    int index = rank(group);
    System.arraycopy(timelines, index, timelines, index + 1, size - index);
    System.arraycopy(instants, index, instants, index + 1, size - index);
    timelines[index] = timeline;
    instants[index] = timeline.nextInstant();
    if (group < Long.SIZE) {
      present |= 1L << group;
    } else {
      more[group / Long.SIZE - 1] |= 1L << group;
    }
    size++;
    return index;
  }

  /** How many groups before this one have a timeline. */
  private int rank(int group) {
    int last = group / Long.SIZE;
    int rank = Long.bitCount(word(last) & (1L << group) - 1);
    for (int i = 0; i < last; i++) {
      rank += Long.bitCount(word(i));
    }
    return rank;
  }

  private long word(int index) {
    return index == 0 ? present : more[index - 1];
  }
}
