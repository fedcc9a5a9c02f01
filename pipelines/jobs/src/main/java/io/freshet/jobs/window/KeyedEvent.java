package io.freshet.jobs.window;

import io.freshet.jobs.intake.SourceWord;

/**
 * An applied event on its way to its key, or a word of a source on its way to all.
 *
 * @param kind what it is
 * @param key entity key; for words any key of the group that is to hear it
 * @param source index of the source in the view
 * @param time EVENT: event time; words: {@link SourceWord#time()}
 * @param arrivedAt EVENT: Kafka's timestamp of the record
 * @param arrivalClock EVENT: largest event time read so far in the event's partition
 * @param payload EVENT: filters and inputs by the engine's codec; words: {@link #word} packs them
 */
public record KeyedEvent(
    Kind kind,
    String key,
    int source,
    long time,
    long arrivedAt,
    long arrivalClock,
    byte[] payload) {

  /** What a keyed event is. */
  public enum Kind {
    EVENT,
    STARTED,
    ENDED
  }

  private static final byte[] TRUNCATED = {1};
  private static final byte[] WHOLE = {0};

  static KeyedEvent word(SourceWord word, int source, String key) {
    Kind kind = word.kind() == SourceWord.Kind.STARTED ? Kind.STARTED : Kind.ENDED;
    return new KeyedEvent(
        kind,
        key,
        source,
        word.time(),
        word.subtask(),
        word.subtasks(),
        word.truncated() ? TRUNCATED : WHOLE);
  }

  int subtask() {
    return (int) arrivedAt;
  }

  int subtasks() {
    return (int) arrivalClock;
  }

  boolean truncated() {
    return payload[0] == 1;
  }
}
