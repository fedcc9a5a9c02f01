package io.freshet.jobs.history;

/**
 * A part of a {@link WantedKeys} on its way to those who ask it. The array is not copied; nobody
 * may change it.
 *
 * @param index its number; {@link #NUMBER} for word of how many keys there are
 * @param words its bits, or the number of keys
 */
public record WantedPiece(int index, long[] words) {
  /** The index of word of how many keys there are. */
  static final int NUMBER = -1;

  /** More keys than anybody counts: every key is wanted. */
  private static final long ALL = Long.MAX_VALUE;

  static WantedPiece number(long keys) {
    return new WantedPiece(NUMBER, new long[] {keys});
  }

  static WantedPiece all() {
    return number(ALL);
  }

  boolean isNumber() {
    return index == NUMBER;
  }

  boolean isAll() {
    return isNumber() && words[0] == ALL;
  }
}
