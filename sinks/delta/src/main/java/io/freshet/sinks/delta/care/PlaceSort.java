package io.freshet.sinks.delta.care;

import java.util.Arrays;

/**
 * Sorts numbers by what they stand for; a merge sort, since Java's own for numbers takes no order
 * from outside, and that for objects needs some. Stable, and quick with what is sorted in parts.
 */
final class PlaceSort {
  private static final int INSERTION = 12;

  private final Order order;

  /** Compares what two numbers stand for. */
  interface Order {
    int compare(long left, long right);
  }

  PlaceSort(Order order) {
    this.order = order;
  }

  /** Sorts the first {@code count} numbers. */
  void sort(long[] numbers, int count) {
    sort(numbers, Arrays.copyOf(numbers, count), 0, count);
  }

  /** Sorts a part of {@code to}, of which {@code from} is a copy. */
  private void sort(long[] to, long[] from, int start, int end) {
    if (end - start <= INSERTION) {
      insert(to, start, end);
      return;
    }
    int middle = (start + end) >>> 1;
    sort(from, to, start, middle);
    sort(from, to, middle, end);
    if (order.compare(from[middle - 1], from[middle]) <= 0) {
      System.arraycopy(from, start, to, start, end - start);
      return;
    }
    int left = start;
    int right = middle;
    for (int i = start; i < end; i++) {
      boolean takesLeft =
          right == end || (left < middle && order.compare(from[left], from[right]) <= 0);
      to[i] = takesLeft ? from[left++] : from[right++];
    }
  }

  private void insert(long[] numbers, int start, int end) {
    for (int i = start + 1; i < end; i++) {
      long number = numbers[i];
      int at = i;
      while (at > start && order.compare(numbers[at - 1], number) > 0) {
        numbers[at] = numbers[at - 1];
        at--;
      }
      numbers[at] = number;
    }
  }
}
