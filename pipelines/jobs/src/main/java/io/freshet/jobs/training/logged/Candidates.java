package io.freshet.jobs.training.logged;

import java.util.Arrays;

/**
 * For each slot the newest row that belongs there, and where its features stand. Versions are
 * compared by generation, as-of time and sequence; of the same version the row that became readable
 * last is the newer one. What is the same in that, too, is kept beside: who sees the features
 * decides. Not thread-safe.
 */
final class Candidates {
  /** Numbers of a row, side by side: version of four numbers, place. */
  private static final int ROW = 5;

  private static final int GENERATION = 0;
  private static final int AS_OF = 1;
  private static final int SEQUENCE = 2;
  private static final int AVAILABLE = 3;
  private static final int PLACE = 4;

  /** Numbers of a tie: those of a row, and its slot. */
  private static final int TIE = ROW + 1;

  private static final long NONE = -1;

  private final long[] rows;
  private long[] ties = new long[16 * TIE];
  private int tied;

  Candidates(int slots) {
    rows = new long[Math.multiplyExact(slots, ROW)];
    for (int slot = 0; slot < slots; slot++) {
      remove(slot);
    }
  }

  /** Takes a row, which stands in row {@code row} of part {@code part} of the table. */
  void offer(
      int slot,
      long generation,
      long featureTimestamp,
      long sequence,
      long available,
      int part,
      int row) {
    int at = slot * ROW;
    if (rows[at + PLACE] != NONE) {
      int newer = compare(at, generation, featureTimestamp, sequence, available);
      if (newer < 0) {
        return;
      }
      if (newer == 0) {
        tie(slot, part, row);
        return;
      }
    }
    rows[at + GENERATION] = generation;
    rows[at + AS_OF] = featureTimestamp;
    rows[at + SEQUENCE] = sequence;
    rows[at + AVAILABLE] = available;
    rows[at + PLACE] = place(part, row);
  }

  private static long place(int part, int row) {
    return (long) part << Integer.SIZE | row;
  }

  /** Above 0 if a version is newer than that of the row at {@code at}. */
  private int compare(
      int at, long generation, long featureTimestamp, long sequence, long available) {
    if (generation != rows[at + GENERATION]) {
      return Long.compare(generation, rows[at + GENERATION]);
    }
    if (featureTimestamp != rows[at + AS_OF]) {
      return Long.compare(featureTimestamp, rows[at + AS_OF]);
    }
    if (sequence != rows[at + SEQUENCE]) {
      return Long.compare(sequence, rows[at + SEQUENCE]);
    }
    return Long.compare(available, rows[at + AVAILABLE]);
  }

  private void tie(int slot, int part, int row) {
    if (tied + TIE > ties.length) {
      ties = Arrays.copyOf(ties, 2 * ties.length);
    }
    System.arraycopy(rows, slot * ROW, ties, tied, ROW);
    ties[tied + PLACE] = place(part, row);
    ties[tied + ROW] = slot;
    tied += TIE;
  }

  /** Whether a slot has a row. */
  boolean has(int slot) {
    return rows[slot * ROW + PLACE] != NONE;
  }

  /** Whether the row of a slot is older than that of another one. */
  boolean isOlder(int slot, int than) {
    int at = slot * ROW;
    return compare(
            than * ROW,
            rows[at + GENERATION],
            rows[at + AS_OF],
            rows[at + SEQUENCE],
            rows[at + AVAILABLE])
        < 0;
  }

  /** Forgets the row of a slot. */
  void remove(int slot) {
    rows[slot * ROW + PLACE] = NONE;
  }

  long generation(int slot) {
    return rows[slot * ROW + GENERATION];
  }

  long featureTimestamp(int slot) {
    return rows[slot * ROW + AS_OF];
  }

  long sequence(int slot) {
    return rows[slot * ROW + SEQUENCE];
  }

  long available(int slot) {
    return rows[slot * ROW + AVAILABLE];
  }

  /**
   * All rows that are there, tied ones too.
   *
   * @param count number of parts
   * @return for each part its rows in order, each as row and slot of 32 bits
   */
  long[][] byPart(int count) {
    int[] sizes = new int[count];
    forEach((slot, place) -> sizes[part(place)]++);
    long[][] located = new long[count][];
    for (int part = 0; part < count; part++) {
      located[part] = new long[sizes[part]];
    }
    forEach(
        (slot, place) -> located[part(place)][--sizes[part(place)]] = place << Integer.SIZE | slot);
    for (long[] part : located) {
      Arrays.sort(part);
    }
    return located;
  }

  private static int part(long place) {
    return (int) (place >>> Integer.SIZE);
  }

  private interface Consumer {
    void accept(int slot, long place);
  }

  private void forEach(Consumer consumer) {
    for (int at = 0; at < rows.length; at += ROW) {
      if (rows[at + PLACE] != NONE) {
        consumer.accept(at / ROW, rows[at + PLACE]);
      }
    }
    for (int tie = 0; tie < tied; tie += TIE) {
      int slot = (int) ties[tie + ROW];
      if (has(slot) && isStill(tie, slot)) {
        consumer.accept(slot, ties[tie + PLACE]);
      }
    }
  }

  /** Whether a tie is one with what still is the newest row of its slot. */
  private boolean isStill(int tie, int slot) {
    return compare(
            slot * ROW,
            ties[tie + GENERATION],
            ties[tie + AS_OF],
            ties[tie + SEQUENCE],
            ties[tie + AVAILABLE])
        == 0;
  }
}
