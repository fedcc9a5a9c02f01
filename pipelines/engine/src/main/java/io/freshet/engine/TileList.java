package io.freshet.engine;

import java.util.Arrays;

/** Tiles of one granularity: partial aggregates by the time at which they start, ascending. */
final class TileList {
  private long[] starts = new long[2];
  private Object[] states = new Object[2];
  private int size;

  int size() {
    return size;
  }

  long start(int index) {
    return starts[index];
  }

  Object state(int index) {
    return states[index];
  }

  /** Index of the first tile that starts at {@code time} or later; the size if there is none. */
  int ceiling(long time) {
    if (size == 0 || starts[size - 1] < time) {
      return size;
    }
    int found = Arrays.binarySearch(starts, 0, size, time);
    return found >= 0 ? found : -found - 1;
  }

  /** Whether {@code index}, a {@link #ceiling} of {@code start}, is a tile with this start. */
  boolean startsAt(int index, long start) {
    return index < size && starts[index] == start;
  }

  /** Inserts a tile before the one at {@code index}. */
  void insert(int index, long start, Object state) {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, size * 2);
      states = Arrays.copyOf(states, size * 2);
    }
    System.arraycopy(starts, index, starts, index + 1, size - index);
    System.arraycopy(states, index, states, index + 1, size - index);
    starts[index] = start;
    states[index] = state;
    size++;
  }

  /** Puts tiles that were inserted from the newest to the oldest in order. */
  void reverse() {
    for (int i = 0, j = size - 1; i < j; i++, j--) {
      long start = starts[i];
      starts[i] = starts[j];
      starts[j] = start;
      Object state = states[i];
      states[i] = states[j];
      states[j] = state;
    }
  }

  /** Removes the {@code count} oldest tiles. */
  void removeOldest(int count) {
    int rest = size - count;
    System.arraycopy(starts, count, starts, 0, rest);
    System.arraycopy(states, count, states, 0, rest);
    Arrays.fill(states, rest, size, null);
    size = rest;
  }
}
