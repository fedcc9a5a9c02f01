package io.freshet.schemas;

import java.util.Arrays;

/**
 * The last few values of each type that stand in a row with bytes of their own: what comes again is
 * told by its place among them. Not thread-safe.
 */
final class RecentValues {
  /** So many can be told by place: the codes without bytes. */
  private static final int MOST = ValueForm.LITERALS;

  private static final int NONE = -1;

  /** By type: how many there have been, and the last of them in turn. */
  private final int[] counts;

  private final int[] codes;
  private final int[] begins;
  private final int[] lengths;
  private final long[] numbers;

  RecentValues(int types) {
    counts = new int[types];
    codes = new int[types * MOST];
    begins = new int[types * MOST];
    lengths = new int[types * MOST];
    numbers = new long[types * MOST];
  }

  /** Forgets all. */
  void clear() {
    Arrays.fill(counts, 0);
  }

  /**
   * Keeps a value.
   *
   * @param number what its bytes hold, if it is not extended
   */
  void add(int type, int code, int begin, int length, long number) {
    int slot = type * MOST + counts[type]++ % MOST;
    codes[slot] = code;
    begins[slot] = begin;
    lengths[slot] = length;
    numbers[slot] = number;
  }

  /**
   * The slot of a value of a type.
   *
   * @param place 0 for the last one
   * @throws MalformedRowException if there have not been as many
   */
  int slot(int type, int place) {
    if (place >= counts[type]) {
      throw new MalformedRowException("a value like one that is not there");
    }
    return type * MOST + (counts[type] - 1 - place) % MOST;
  }

  int code(int slot) {
    return codes[slot];
  }

  int begin(int slot) {
    return begins[slot];
  }

  int length(int slot) {
    return lengths[slot];
  }

  /** The place of a value that is not extended; -1 if it is not among the last. */
  int find(int type, int code, long number) {
    int most = Math.min(MOST, counts[type]);
    for (int place = 0; place < most; place++) {
      int slot = type * MOST + (counts[type] - 1 - place) % MOST;
      if (codes[slot] == code && numbers[slot] == number) {
        return place;
      }
    }
    return NONE;
  }

  /**
   * The place of an extended value; -1 if it is not among the last.
   *
   * @param kept holds the bytes of those that are kept
   */
  int find(int type, byte[] kept, byte[] from, int begin, int length) {
    int most = Math.min(MOST, counts[type]);
    for (int place = 0; place < most; place++) {
      int slot = type * MOST + (counts[type] - 1 - place) % MOST;
      if (codes[slot] == ValueForm.EXTENDED
          && Arrays.equals(
              kept, begins[slot], begins[slot] + lengths[slot], from, begin, begin + length)) {
        return place;
      }
    }
    return NONE;
  }
}
