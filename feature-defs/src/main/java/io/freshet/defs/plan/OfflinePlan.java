package io.freshet.defs.plan;

import java.io.Serializable;

/**
 * How the rows of a view are logged.
 *
 * @param compaction who merges the small files of the table
 */
public record OfflinePlan(Compaction compaction) implements Serializable {
  /** Where nothing else is said. */
  public static final OfflinePlan DEFAULT = new OfflinePlan(Compaction.OFF);

  /** Who merges the small files of a table. */
  public enum Compaction {
    /** Somebody, from time to time. */
    OFF,
    /** The job, while it runs. */
    AUTO
  }
}
