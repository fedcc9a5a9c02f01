package io.freshet.sinks.delta.care;

import java.time.Duration;

/**
 * What a vacuum keeps, beside the files of the newest version.
 *
 * @param retention all versions that were the newest one at some time within it keep their files
 * @param orphanRetention files that no version has ever had are kept for so long: they may be those
 *     of a commit that is still to come, also from the savepoint of a job that is started again
 * @param bounds whether short times are refused
 * @param mode whether files are deleted
 */
public record VacuumOptions(
    Duration retention, Duration orphanRetention, Bounds bounds, Mode mode) {
  /** {@code retention} unless stated otherwise. */
  public static final Duration DEFAULT_RETENTION = Duration.ofDays(7);

  /** {@code orphanRetention} unless stated otherwise. */
  public static final Duration DEFAULT_ORPHAN_RETENTION = Duration.ofDays(30);

  private static final Duration SHORTEST_RETENTION = Duration.ofHours(1);
  private static final Duration SHORTEST_ORPHAN_RETENTION = Duration.ofDays(1);

  /** Whether short times are refused. */
  public enum Bounds {
    /** They are: readers and jobs would lose files that they are about to use. */
    CHECKED,
    /** They are not: nobody reads the table or writes to it. */
    UNCHECKED
  }

  /** Whether files are deleted. */
  public enum Mode {
    /** They are. */
    DELETE,
    /** They are listed only. */
    LIST
  }

  /**
   * Checks the times.
   *
   * @throws CareException if a time is too short
   */
  public VacuumOptions {
    check("retention", retention, SHORTEST_RETENTION, bounds);
    check("retention of orphans", orphanRetention, SHORTEST_ORPHAN_RETENTION, bounds);
  }

  /** With all defaults. */
  public static VacuumOptions defaults() {
    return new VacuumOptions(
        DEFAULT_RETENTION, DEFAULT_ORPHAN_RETENTION, Bounds.CHECKED, Mode.DELETE);
  }

  private static void check(String what, Duration time, Duration shortest, Bounds bounds) {
    if (time.isNegative()) {
      throw new CareException("a " + what + " of " + time + " is none; give a time from 0 on");
    }
    if (bounds == Bounds.CHECKED && time.compareTo(shortest) < 0) {
      throw new CareException(
          "a "
              + what
              + " of less than "
              + shortest.toHours()
              + " h can take files from jobs and readers that are about to use them; give more, or"
              + " say that nobody uses the table");
    }
  }
}
