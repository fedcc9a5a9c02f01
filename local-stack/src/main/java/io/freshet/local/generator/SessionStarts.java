package io.freshet.local.generator;

import java.util.SplittableRandom;

/** When visits begin, one after the other. */
sealed interface SessionStarts {

  /** Whether there is another visit. */
  boolean hasNext();

  /** Start of the next visit, not before the last one; UTC milliseconds. */
  long next();

  /** A number of visits spread over a time, as so many independent ones would be. */
  final class Spread implements SessionStarts {
    private final SplittableRandom random;
    private final long end;
    private double at;
    private long left;

    Spread(SplittableRandom random, long start, long end, long count) {
      this.random = random;
      this.at = start;
      this.end = end;
      this.left = count;
    }

    @Override
    public boolean hasNext() {
      return left > 0;
    }

    @Override
    public long next() {
      // the smallest of `left` uniform draws from what is left of the time
      at += (end - at) * (1 - Math.pow(random.nextDouble(), 1.0 / left));
      left--;
      return Math.min((long) at, end);
    }
  }

  /** Visits at a rate, without end. */
  final class Steady implements SessionStarts {
    private final SplittableRandom random;
    private final double meanGap;
    private double at;

    Steady(SplittableRandom random, long start, double perSecond) {
      this.random = random;
      this.at = start;
      this.meanGap = 1000 / perSecond;
    }

    @Override
    public boolean hasNext() {
      return true;
    }

    @Override
    public long next() {
      at -= meanGap * Math.log1p(-random.nextDouble());
      return (long) at;
    }
  }
}
