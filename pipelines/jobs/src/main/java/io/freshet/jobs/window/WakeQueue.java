package io.freshet.jobs.window;

import java.util.Arrays;

/**
 * The keys in memory by the instant at which something happens to them next: a binary heap in which
 * each key knows its place, so that it can move and leave. Not thread-safe.
 */
final class WakeQueue {
  private LiveKey[] heap = new LiveKey[64];
  private int size;

  /** Puts a key where its instant says; one without instant is not in the queue. */
  void update(LiveKey key) {
    long instant = key.state.nextInstant();
    if (instant == key.wakeAt) {
      return;
    }
    key.wakeAt = instant;
    if (instant == Long.MAX_VALUE) {
      remove(key);
    } else if (key.place < 0) {
      if (size == heap.length) {
        heap = Arrays.copyOf(heap, size * 2);
      }
      up(key, size++);
    } else {
      move(key, key.place);
    }
  }

  void remove(LiveKey key) {
    int place = key.place;
    if (place < 0) {
      return;
    }
    key.place = -1;
    key.wakeAt = Long.MAX_VALUE;
    LiveKey last = heap[--size];
    heap[size] = null;
    if (place < size) {
      move(last, place);
    }
  }

  /** Whether some key's instant is no later than {@code clock}. */
  boolean isDue(long clock) {
    return size > 0 && heap[0].wakeAt <= clock;
  }

  /** The key with the earliest instant, while there is one. It stays in the queue. */
  LiveKey first() {
    return heap[0];
  }

  private void move(LiveKey key, int place) {
    if (place > 0 && key.wakeAt < heap[(place - 1) / 2].wakeAt) {
      up(key, place);
    } else {
      down(key, place);
    }
  }

  private void up(LiveKey key, int from) {
    int place = from;
    while (place > 0) {
      int parent = (place - 1) / 2;
      if (heap[parent].wakeAt <= key.wakeAt) {
        break;
      }
      put(heap[parent], place);
      place = parent;
    }
    put(key, place);
  }

  private void down(LiveKey key, int from) {
    int place = from;
    while (2 * place + 1 < size) {
      int child = 2 * place + 1;
      if (child + 1 < size && heap[child + 1].wakeAt < heap[child].wakeAt) {
        child++;
      }
      if (heap[child].wakeAt >= key.wakeAt) {
        break;
      }
      put(heap[child], place);
      place = child;
    }
    put(key, place);
  }

  private void put(LiveKey key, int place) {
    heap[place] = key;
    key.place = place;
  }
}
