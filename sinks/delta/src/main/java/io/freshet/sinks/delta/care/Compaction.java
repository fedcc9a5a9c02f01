package io.freshet.sinks.delta.care;

/** Whether a job merges the small files of a table that it writes to. */
public enum Compaction {
  /** It does not; somebody does so from time to time. */
  OFF,
  /** It does, see {@link AutoCompaction}. */
  AUTO
}
