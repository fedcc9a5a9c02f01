package io.freshet.jobs.history;

/**
 * The order of events and questions in the life of an entity, as numbers by which Flink sorts: by
 * time, and of the same time events before questions.
 */
final class LifeOrder {
  /** Beyond any event's time, whose years are 1 to 9999. */
  private static final long MOST = 1L << 60;

  private LifeOrder() {}

  static long ofEvent(long time) {
    return 2 * time;
  }

  static long ofQuestion(long time) {
    return 2 * Math.max(-MOST, Math.min(MOST, time)) + 1;
  }
}
