package io.freshet.cli;

import java.util.ArrayDeque;
import java.util.Deque;

/** How fast a count rises, over the last seconds. Not thread-safe. */
final class Pace {
  private static final long SPAN_NANOS = 2_000_000_000L;

  private final Deque<long[]> moments = new ArrayDeque<>();

  /** Takes the count of now; how much it rises in a second. */
  double perSecond(long count) {
    return perSecond(count, System.nanoTime());
  }

  double perSecond(long count, long now) {
    moments.addLast(new long[] {now, count});
    while (moments.size() > 2 && now - moments.getFirst()[0] > SPAN_NANOS) {
      moments.removeFirst();
    }
    long[] first = moments.getFirst();
    long span = now - first[0];
    return span == 0 ? 0 : (count - first[1]) * 1e9 / span;
  }
}
