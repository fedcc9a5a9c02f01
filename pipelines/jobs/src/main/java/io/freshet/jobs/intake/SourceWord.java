package io.freshet.jobs.intake;

/**
 * What a source tells the views that read it, beside its events.
 *
 * @param kind what is told
 * @param source name of the source
 * @param subtask which of the source's parallel readers speaks
 * @param subtasks how many there are
 * @param time STARTED: event time (UTC milliseconds) since which the partition has been read;
 *     ENDED: largest event time read by this reader, {@link Long#MIN_VALUE} if none
 * @param truncated STARTED: whether there were earlier events that were not read
 */
public record SourceWord(
    Kind kind, String source, int subtask, int subtasks, long time, boolean truncated) {

  /** What is told. */
  public enum Kind {
    /** A partition gave its first event. */
    STARTED,
    /** All partitions of a reader have been read to their end. */
    ENDED
  }
}
