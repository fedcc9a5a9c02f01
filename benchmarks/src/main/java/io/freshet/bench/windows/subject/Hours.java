package io.freshet.bench.windows.subject;

import io.freshet.bench.windows.events.EventLog;
import io.freshet.bench.windows.events.StreamSpec;
import java.time.Duration;

/**
 * The hours of a stream's event time that are measured.
 *
 * @param from first hour
 * @param until the hour that ends them; {@link #ALL} measures to the end
 */
record Hours(int from, int until) {
  /** Everything but the first tenth of the events, which is warm-up. */
  static final Hours ALL = new Hours(0, Integer.MAX_VALUE);

  private static final int WARM_UP = 10;

  Span of(EventLog log) {
    return equals(ALL)
        ? new Span(log.size() / WARM_UP, log.size())
        : new Span(log.positionAt(at(from)), log.positionAt(at(until)));
  }

  private static long at(int hour) {
    return StreamSpec.START + Duration.ofHours(hour).toMillis();
  }
}
