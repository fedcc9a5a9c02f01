package io.freshet.engine;

import io.freshet.defs.plan.AggregationPlan;
import io.freshet.defs.plan.FeaturePlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.defs.plan.WindowPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The naive evaluator of one key: all its events in a list, and the definition of windows, as-of
 * time, order and values followed to the letter. What engine, job, batch and training sets are held
 * against; it shares nothing with {@link KeyState} but the arithmetic of {@link WindowPlan}. Slow.
 * Not thread-safe.
 */
public final class NaiveKey {
  private static final long REMEMBERED = Duration.ofDays(1).toMillis();

  private final ViewPlan plan;
  private final List<Event> events = new ArrayList<>();

  /** The as-of time right after each event was applied. */
  private final List<Long> appliedAt = new ArrayList<>();

  /** Every instant at which one of the events enters or leaves a window. */
  private final NavigableSet<Long> instants = new TreeSet<>();

  private long featureTimestamp = Long.MIN_VALUE;

  public NaiveKey(ViewPlan plan) {
    this.plan = plan;
  }

  /** As {@link KeyState#apply}. */
  public void apply(Event event, long clock) {
    advance(clock);
    if (event.isApplied(plan.sources().get(event.source()))) {
      events.add(event);
      addInstants(event, instants);
      featureTimestamp = Math.max(featureTimestamp, event.time());
      advance(clock);
      appliedAt.add(featureTimestamp);
    }
  }

  /** As {@link KeyState#advance}. */
  public boolean advance(long clock) {
    @Nullable Long last = instants.floor(clock);
    if (last == null || last <= featureTimestamp) {
      return false;
    }
    featureTimestamp = last;
    return true;
  }

  /** As {@link KeyState#featureTimestamp}. */
  public long featureTimestamp() {
    return featureTimestamp;
  }

  /** As {@link KeyState#sequence}. */
  public long sequence() {
    return events.size();
  }

  /** As {@link KeyState#values}. */
  public @Nullable Object[] values() {
    return evaluate(plan, events, featureTimestamp);
  }

  /** As {@link KeyState#isForgotten}. */
  public boolean isForgotten(long clock) {
    if (events.isEmpty() || plan.hasLifetime()) {
      return false;
    }
    return clock >= instants.last() + REMEMBERED;
  }

  /** The as-of time of the oldest version since which the values are what they are now. */
  public long changedAt() {
    return lastChange().featureTimestamp();
  }

  /** The sequence of the oldest version since which the values are what they are now. */
  public long changedSequence() {
    return lastChange().sequence();
  }

  /**
   * The values of a plan's features at {@code asOf} by the events up to then.
   *
   * @param events the applied events of one key, in any order
   */
  public static @Nullable Object[] evaluate(ViewPlan plan, List<Event> events, long asOf) {
    List<FeaturePlan> features = plan.features();
    @Nullable Object[] values = new @Nullable Object[features.size()];
    for (int i = 0; i < values.length; i++) {
      FeaturePlan feature = features.get(i);
      AggregationPlan aggregation = plan.aggregations().get(feature.aggregation());
      WindowPlan window = aggregation.windows().get(feature.window());
      List<Event> covered =
          events.stream()
              .filter(event -> passes(event, aggregation))
              .filter(event -> event.time() <= asOf && window.covers(event.time(), asOf))
              .toList();
      Object value = NaiveFunctions.evaluate(aggregation, covered);
      values[i] = value == null ? feature.defaultValue() : value;
    }
    return values;
  }

  private record Version(long featureTimestamp, long sequence) {}

  /**
   * Goes back from now through every version that there may have been, had the clock stopped at
   * every instant, until the values were others.
   */
  private Version lastChange() {
    if (events.isEmpty()) {
      return new Version(featureTimestamp, 0);
    }
    @Nullable Object[] current = values();
    long end = featureTimestamp;
    Version oldest = new Version(end, events.size());
    for (int count = events.size(); count > 0; count--) {
      List<Event> known = events.subList(0, count);
      long begin = appliedAt.get(count - 1);
      NavigableSet<Long> stops = instants(known).subSet(begin, true, end, true);
      stops.add(begin);
      for (long stop : stops.descendingSet()) {
        if (!Arrays.equals(evaluate(plan, known, stop), current)) {
          return oldest;
        }
        oldest = new Version(stop, count);
      }
      end = begin;
    }
    return oldest;
  }

  private NavigableSet<Long> instants(List<Event> known) {
    NavigableSet<Long> all = new TreeSet<>();
    known.forEach(event -> addInstants(event, all));
    return all;
  }

  private void addInstants(Event event, NavigableSet<Long> all) {
    for (AggregationPlan aggregation : plan.aggregations()) {
      if (passes(event, aggregation)) {
        aggregation.windows().forEach(window -> addInstants(window, event.time(), all));
      }
    }
  }

  private static void addInstants(WindowPlan window, long time, NavigableSet<Long> all) {
    if (!window.isLifetime()) {
      all.add(window.leavesAt(time));
    }
    if (window.offset() > 0) {
      all.add(window.entersAt(time));
    }
  }

  private static boolean passes(Event event, AggregationPlan aggregation) {
    return event.source() == aggregation.source()
        && (aggregation.filter() < 0 || event.filters()[aggregation.filter()]);
  }
}
