package io.freshet.jobs.training.logged;

import java.util.Arrays;

/**
 * For each slot the newest row that belongs there, and where its features stand. Versions are
 * compared by generation, as-of time and sequence; of the same version the row that became readable
 * last is the newer one. What is the same in that, too, is kept beside: who sees the features
 * decides. Not thread-safe.
 */
final class Candidates {
  private static final int NONE = -1;

  /** Numbers of a tie: slot, version of four numbers, place. */
  private static final int TIE = 6;

  private final long[] generations;
  private final long[] featureTimestamps;
  private final long[] sequences;
  private final long[] availables;
  private final int[] parts;
  private final int[] rows;
  private long[] ties = new long[16 * TIE];
  private int tied;

  Candidates(int slots) {
    generations = new long[slots];
    featureTimestamps = new long[slots];
    sequences = new long[slots];
    availables = new long[slots];
    parts = new int[slots];
    rows = new int[slots];
    Arrays.fill(parts, NONE);
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
    if (parts[slot] != NONE) {
      int newer = compare(slot, generation, featureTimestamp, sequence, available);
      if (newer < 0) {
        return;
      }
      if (newer == 0) {
        tie(slot, part, row);
        return;
      }
    }
    generations[slot] = generation;
    featureTimestamps[slot] = featureTimestamp;
    sequences[slot] = sequence;
    availables[slot] = available;
    parts[slot] = part;
    rows[slot] = row;
  }

  /** Above 0 if a version is newer than that of a slot's row. */
  private int compare(
      int slot, long generation, long featureTimestamp, long sequence, long available) {
    if (generation != generations[slot]) {
      return Long.compare(generation, generations[slot]);
    }
    if (featureTimestamp != featureTimestamps[slot]) {
      return Long.compare(featureTimestamp, featureTimestamps[slot]);
    }
    if (sequence != sequences[slot]) {
      return Long.compare(sequence, sequences[slot]);
    }
    return Long.compare(available, availables[slot]);
  }

  private void tie(int slot, int part, int row) {
    if (tied + TIE > ties.length) {
      ties = Arrays.copyOf(ties, 2 * ties.length);
    }
    ties[tied] = slot;
    ties[tied + 1] = generations[slot];
    ties[tied + 2] = featureTimestamps[slot];
    ties[tied + 3] = sequences[slot];
    ties[tied + 4] = availables[slot];
    ties[tied + 5] = (long) part << Integer.SIZE | row;
    tied += TIE;
  }

  /** Whether a slot has a row. */
  boolean has(int slot) {
    return parts[slot] != NONE;
  }

  /** Whether the row of a slot is older than that of another one. */
  boolean isOlder(int slot, int than) {
    return compare(
            than, generations[slot], featureTimestamps[slot], sequences[slot], availables[slot])
        < 0;
  }

  /** Forgets the row of a slot. */
  void remove(int slot) {
    parts[slot] = NONE;
  }

  long generation(int slot) {
    return generations[slot];
  }

  long featureTimestamp(int slot) {
    return featureTimestamps[slot];
  }

  long sequence(int slot) {
    return sequences[slot];
  }

  long available(int slot) {
    return availables[slot];
  }

  /**
   * All rows that are there, tied ones too.
   *
   * @param count number of parts
   * @return for each part its rows in order, each as row and slot of 32 bits
   */
  long[][] byPart(int count) {
    int[] sizes = new int[count];
    for (int part : parts) {
      if (part != NONE) {
        sizes[part]++;
      }
    }
    for (int i = 0; i < tied; i += TIE) {
      if (counts(i)) {
        sizes[(int) (ties[i + 5] >>> Integer.SIZE)]++;
      }
    }
    long[][] located = new long[count][];
    for (int part = 0; part < count; part++) {
      located[part] = new long[sizes[part]];
    }
    for (int slot = 0; slot < parts.length; slot++) {
      if (parts[slot] != NONE) {
        put(located, sizes, parts[slot], rows[slot], slot);
      }
    }
    for (int i = 0; i < tied; i += TIE) {
      if (counts(i)) {
        put(located, sizes, (int) (ties[i + 5] >>> Integer.SIZE), (int) ties[i + 5], (int) ties[i]);
      }
    }
    for (long[] part : located) {
      Arrays.sort(part);
    }
    return located;
  }

  private static void put(long[][] located, int[] left, int part, int row, int slot) {
    located[part][--left[part]] = (long) row << Integer.SIZE | slot;
  }

  /** Whether a tie is one with what still is the newest row of its slot. */
  private boolean counts(int tie) {
    int slot = (int) ties[tie];
    return parts[slot] != NONE
        && compare(slot, ties[tie + 1], ties[tie + 2], ties[tie + 3], ties[tie + 4]) == 0;
  }
}
