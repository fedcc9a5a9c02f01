package io.freshet.jobs.training.logged;

import java.util.Arrays;

/**
 * The times of labels, by entity and sorted. A label's place among them is its slot. Filled, then
 * sorted, then asked. Not thread-safe.
 */
final class LabelTimes {
  private static final int SHORT = 24;

  private final KeyTable entities = new KeyTable();
  private int[] entityOfLabel = new int[1_024];
  private long[] times = new long[1_024];
  private int[] begins = {0};
  private int[] labels = {};
  private int size;

  /** Adds a label; they are numbered from 0 on. */
  void add(long time, byte[] bytes, int keyBegin, int keyLength) {
    if (size == times.length) {
      int capacity = (int) Math.min(Integer.MAX_VALUE - 8L, 2L * size);
      times = Arrays.copyOf(times, capacity);
      entityOfLabel = Arrays.copyOf(entityOfLabel, capacity);
    }
    times[size] = time;
    entityOfLabel[size] = entities.add(bytes, keyBegin, keyLength);
    size++;
  }

  /** Sorts; from now on no label is added. */
  void sort() {
    int[] next = new int[entities.size() + 1];
    for (int i = 0; i < size; i++) {
      next[entityOfLabel[i] + 1]++;
    }
    for (int i = 0; i < entities.size(); i++) {
      next[i + 1] += next[i];
    }
    begins = next.clone();
    long[] sorted = new long[size];
    labels = new int[size];
    for (int i = 0; i < size; i++) {
      int slot = next[entityOfLabel[i]]++;
      sorted[slot] = times[i];
      labels[slot] = i;
    }
    times = sorted;
    entityOfLabel = new int[0];
    for (int entity = 0; entity < entities.size(); entity++) {
      sort(begins[entity], begins[entity + 1]);
    }
  }

  private void sort(int begin, int end) {
    if (end - begin <= SHORT) {
      insertionSort(begin, end);
    } else {
      mergeSort(begin, end);
    }
  }

  private void insertionSort(int begin, int end) {
    for (int i = begin + 1; i < end; i++) {
      long time = times[i];
      int label = labels[i];
      int place = i;
      while (place > begin && times[place - 1] > time) {
        times[place] = times[place - 1];
        labels[place] = labels[place - 1];
        place--;
      }
      times[place] = time;
      labels[place] = label;
    }
  }

  private void mergeSort(int begin, int end) {
    int middle = (begin + end) >>> 1;
    sort(begin, middle);
    sort(middle, end);
    if (times[middle - 1] <= times[middle]) {
      return;
    }
    long[] leftTimes = Arrays.copyOfRange(times, begin, middle);
    int[] leftLabels = Arrays.copyOfRange(labels, begin, middle);
    int left = 0;
    int right = middle;
    for (int slot = begin; left < leftTimes.length; slot++) {
      if (right < end && times[right] < leftTimes[left]) {
        times[slot] = times[right];
        labels[slot] = labels[right++];
      } else {
        times[slot] = leftTimes[left];
        labels[slot] = leftLabels[left++];
      }
    }
  }

  /** Number of labels, and of slots. */
  int size() {
    return size;
  }

  /** The entities that have labels. */
  KeyTable entities() {
    return entities;
  }

  /** First slot of an entity. */
  int begin(int entity) {
    return begins[entity];
  }

  /** Behind the last slot of an entity. */
  int end(int entity) {
    return begins[entity + 1];
  }

  /** The time of a slot's label. */
  long time(int slot) {
    return times[slot];
  }

  /** The number of a slot's label. */
  int label(int slot) {
    return labels[slot];
  }

  /** The first slot of an entity whose time is at least {@code time}; its end if there is none. */
  int atOrAfter(int entity, long time) {
    int low = begins[entity];
    int high = begins[entity + 1];
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (times[middle] < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
