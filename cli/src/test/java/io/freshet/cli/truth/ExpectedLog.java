package io.freshet.cli.truth;

import io.freshet.defs.plan.AggregationPlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.defs.plan.WindowPlan;
import io.freshet.engine.Event;
import io.freshet.engine.NaiveKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The rows that one key of a view logs when every change is published: one for each event and for
 * each step of the expiry clock after which the naive evaluator's values are others.
 *
 * <p>Not thread-safe.
 */
final class ExpectedLog {
  private static final long REMEMBERED = Duration.ofDays(1).toMillis();

  /**
   * A row.
   *
   * @param availableAt largest event time read when it was published
   */
  record Row(long featureTimestamp, long sequence, long availableAt, @Nullable Object[] values) {}

  private final ViewPlan plan;

  /** All times in the input: the values that the expiry clock took. */
  private final NavigableSet<Long> clocks;

  private final List<Row> rows = new ArrayList<>();

  /** The events since the key was last forgotten. */
  private List<Event> known = new ArrayList<>();

  private NavigableSet<Long> instants = new TreeSet<>();
  private long asOf = Long.MIN_VALUE;
  private long lives = 1;
  @Nullable private Object @Nullable [] published;

  ExpectedLog(ViewPlan plan, NavigableSet<Long> clocks) {
    this.plan = plan;
    this.clocks = clocks;
  }

  /** Takes the key's next event. */
  void apply(Event event, long clock, long arrivalClock) {
    advance(clock);
    known.add(event);
    instants.addAll(instants(event));
    asOf = Math.max(Math.max(asOf, event.time()), lastInstant(clock));
    publish(arrivalClock);
  }

  /** Lets the expiry clock go on, through all values that it took on the way. */
  void advance(long to) {
    while (!known.isEmpty()) {
      Long next = instants.higher(asOf);
      long due = next != null ? next : instants.last() + REMEMBERED;
      boolean isForever = next == null && plan.hasLifetime();
      Long clock = isForever ? null : clocks.ceiling(due);
      if (clock == null || clock > to) {
        return;
      }
      tick(clock);
    }
  }

  /** The rows so far, in their order. */
  List<Row> rows() {
    return rows;
  }

  /** How often the key began anew. */
  long lives() {
    return lives;
  }

  private void tick(long clock) {
    long last = lastInstant(clock);
    if (last > asOf) {
      asOf = last;
      publish(clock);
    }
    if (!plan.hasLifetime() && clock >= instants.last() + REMEMBERED) {
      known = new ArrayList<>();
      instants = new TreeSet<>();
      asOf = Long.MIN_VALUE;
      published = null;
      lives++;
    }
  }

  private void publish(long availableAt) {
    @Nullable Object[] values = NaiveKey.evaluate(plan, known, asOf);
    if (!Arrays.equals(values, published)) {
      rows.add(new Row(asOf, known.size(), availableAt, values));
      published = values;
    }
  }

  private long lastInstant(long clock) {
    Long last = instants.floor(clock);
    return last == null ? Long.MIN_VALUE : last;
  }

  private List<Long> instants(Event event) {
    List<Long> all = new ArrayList<>();
    for (AggregationPlan aggregation : plan.aggregations()) {
      boolean counts = aggregation.filter() < 0 || event.filters()[aggregation.filter()];
      for (WindowPlan window : aggregation.windows()) {
        if (counts && !window.isLifetime()) {
          // floor(t, h) + h + W
          long tile = Math.floorDiv(event.time(), window.hop()) * window.hop();
          all.add(tile + window.hop() + window.size());
        }
      }
    }
    return all;
  }
}
