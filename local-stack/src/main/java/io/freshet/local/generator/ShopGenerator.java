package io.freshet.local.generator;

import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * The records of a simulated shop, in the order of their arrival.
 *
 * <p>Users come for visits of 1 to 30 records and are silent in between. The same options and times
 * make the same records. Ids are unique over a history and the live records that follow it, as they
 * hold the time at which a simulation begins. Not thread-safe.
 */
public final class ShopGenerator implements Iterator<ShopRecord> {
  private static final long STARTS = -1;

  private final ShopOptions options;
  private final FaultPicker faults;
  private final Zipf users;
  private final Zipf products;
  private final String idPrefix;
  private final SessionStarts starts;
  private final long from;
  private final long latest;
  private final PriorityQueue<Visit> visits =
      new PriorityQueue<>(
          Comparator.comparingLong(Visit::arrival).thenComparingLong(visit -> visit.index));
  private final ShopCounts.Tally tally = new ShopCounts.Tally();
  private long left;
  private long sessions;
  private long nextStart;

  private ShopGenerator(
      ShopOptions options, SessionStarts starts, long from, long latest, long count) {
    this.options = options;
    this.faults = new FaultPicker(options.rates());
    this.users = new Zipf(options.users(), options.zipf());
    this.products = new Zipf(options.products(), options.zipf());
    this.idPrefix = "s" + Long.toString(from, Character.MAX_RADIX) + "-";
    this.starts = starts;
    this.from = from;
    this.latest = latest;
    this.left = count;
    this.nextStart = starts.hasNext() ? starts.next() : Long.MAX_VALUE;
  }

  /**
   * Exactly {@code count} records that arrive from {@code from} to {@code to}, UTC milliseconds.
   * Late ones may have happened before {@code from}.
   */
  public static ShopGenerator history(ShopOptions options, long from, long to, long count) {
    if (from >= to || count < 0) {
      throw new IllegalArgumentException(
          "A history needs a time and a number of records, not "
              + from
              + " to "
              + to
              + ", "
              + count);
    }
    long sessions = 0;
    for (long records = 0; records < count; sessions++) {
      records += SessionShape.size(SessionShape.random(seed(options, from), sessions));
    }
    SplittableRandom random = SessionShape.random(seed(options, from), STARTS);
    return new ShopGenerator(
        options, new SessionStarts.Spread(random, from, to, sessions), from, to, count);
  }

  /**
   * Records without end that arrive from {@code from} (UTC milliseconds) on, {@code perSecond} of
   * them on average from the first second: visits are under way when it begins.
   */
  public static ShopGenerator live(ShopOptions options, long from, double perSecond) {
    if (!(perSecond > 0)) {
      throw new IllegalArgumentException("The rate must be above 0, not " + perSecond);
    }
    SplittableRandom random = SessionShape.random(seed(options, from), STARTS);
    SessionStarts starts =
        new SessionStarts.Steady(
            random, from - SessionShape.LONGEST, perSecond / SessionShape.meanSize());
    return new ShopGenerator(options, starts, from, Long.MAX_VALUE, Long.MAX_VALUE);
  }

  @Override
  public boolean hasNext() {
    return left > 0;
  }

  /** When the next record arrives, UTC milliseconds. */
  public long nextArrival() {
    return nextVisit().arrival();
  }

  @Override
  public ShopRecord next() {
    Visit visit = nextVisit();
    visits.remove();
    ShopRecord record = visit.session.next(visit.arrival());
    if (visit.advance()) {
      visits.add(visit);
    }
    left--;
    tally.add(record);
    return record;
  }

  /** What was made so far. */
  public ShopCounts counts() {
    return tally.snapshot();
  }

  private Visit nextVisit() {
    if (!hasNext()) {
      throw new NoSuchElementException("All records of the history were made");
    }
    while (visits.isEmpty() || visits.element().arrival() >= nextStart) {
      begin(nextStart);
      nextStart = starts.hasNext() ? starts.next() : Long.MAX_VALUE;
    }
    return visits.element();
  }

  private void begin(long start) {
    long index = sessions++;
    SplittableRandom random = SessionShape.random(seed(options, from), index);
    int size = SessionShape.size(random);
    long[] arrivals = SessionShape.arrivals(random, size, start, latest);
    int first = 0;
    while (first < size && arrivals[first] < from) {
      first++;
    }
    if (first < size) {
      String id = idPrefix + Long.toString(index, Character.MAX_RADIX);
      Session session = new Session(options, faults, users, products, random, id, horizon());
      visits.add(new Visit(index, session, arrivals, first));
    }
  }

  private long horizon() {
    return latest == Long.MAX_VALUE ? from : latest;
  }

  private static long seed(ShopOptions options, long from) {
    return options.seed() * 31 + from;
  }

  /** A visit under way. */
  private static final class Visit {
    private final long index;
    private final Session session;
    private final long[] arrivals;
    private int position;

    Visit(long index, Session session, long[] arrivals, int position) {
      this.index = index;
      this.session = session;
      this.arrivals = arrivals;
      this.position = position;
    }

    long arrival() {
      return arrivals[position];
    }

    boolean advance() {
      position++;
      return position < arrivals.length;
    }
  }
}
