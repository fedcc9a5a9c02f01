package io.freshet.jobs.training.logged;

/**
 * The slots for which some row would leak in a join by event time: its as-of time is before the
 * label, and it became readable only after it. Not thread-safe.
 */
final class Leaks {
  private final int[] changes;

  Leaks(int slots) {
    changes = new int[slots + 1];
  }

  /** Marks slots of one entity. */
  void add(int begin, int end) {
    changes[begin]++;
    changes[end]--;
  }

  /** Turns counts of changes into whether slots are marked; nothing is added from now on. */
  void sum() {
    for (int i = 1; i < changes.length; i++) {
      changes[i] += changes[i - 1];
    }
  }

  /** Whether a slot is marked, behind {@link #sum()}. */
  boolean contains(int slot) {
    return changes[slot] > 0;
  }
}
