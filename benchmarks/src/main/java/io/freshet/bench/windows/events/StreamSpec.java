package io.freshet.bench.windows.events;

import java.time.Instant;

/**
 * A stream of events, told by what it is generated from. The same spec gives the same events.
 *
 * @param shape how events lie in time
 * @param skew how events are spread over keys
 * @param events number of events
 * @param keys number of users
 * @param days simulated days over which events are spread
 */
public record StreamSpec(Shape shape, Skew skew, int events, int keys, int days) {
  /** When all streams begin, UTC milliseconds: a full day. */
  public static final long START = Instant.parse("2025-01-01T00:00:00Z").toEpochMilli();

  /** How the events of a user lie in time. */
  public enum Shape {
    /** Sessions of 3.3 events on average within ten minutes. */
    SESSIONS,
    /** Each user has 40 events in 12 sessions; the number of events is 40 for each key. */
    LOYAL,
    /** Each event for itself. */
    READINGS
  }

  /** How many events the users have. */
  public enum Skew {
    /** By Zipf's law with exponent 1. */
    ZIPF,
    /** As many as the others. */
    UNIFORM
  }

  public StreamSpec {
    if (events < 1 || keys < 1 || days < 1) {
      throw new IllegalArgumentException("events, keys and days must be at least 1");
    }
  }

  /** The same with another number of events; of {@link Shape#LOYAL} users there are fewer then. */
  public StreamSpec withEvents(int other) {
    if (shape != Shape.LOYAL) {
      return new StreamSpec(shape, skew, other, keys, days);
    }
    int users = Math.max(1, other / RawEvents.LOYAL_EVENTS);
    return new StreamSpec(shape, skew, users * RawEvents.LOYAL_EVENTS, users, days);
  }

  /** The same with another number of keys. */
  public StreamSpec withKeys(int other) {
    return new StreamSpec(shape, skew, events, other, days);
  }
}
