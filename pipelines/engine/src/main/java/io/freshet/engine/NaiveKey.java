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

  /** The version after each call that changed it. */
  private final List<Version> versions = new ArrayList<>();

  /** Every instant at which one of the events enters or leaves a window. */
  private final NavigableSet<Long> instants = new TreeSet<>();

  private long featureTimestamp = Long.MIN_VALUE;

  public NaiveKey(ViewPlan plan) {
    this.plan = plan;
  }

  /** As {@link KeyState#apply}. */
  public void apply(Event event, long clock) {
    if (!event.isApplied(plan.sources().get(event.source()))) {
      advance(clock);
      return;
    }
    events.add(event);
    addInstants(event, instants);
    featureTimestamp = asOf(Math.max(featureTimestamp, event.time()), clock);
    versions.add(new Version(featureTimestamp, events.size()));
  }

  /** As {@link KeyState#advance}. */
  public boolean advance(long clock) {
    long moved = asOf(featureTimestamp, clock);
    if (moved == featureTimestamp) {
      return false;
    }
    featureTimestamp = moved;
    versions.add(new Version(featureTimestamp, events.size()));
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

  /**
   * The as-of time of the last change of the values in this run, or the time at which a run whose
   * clock moves in smaller steps would have seen it. A row with the current values that was
   * published before that was published too early.
   */
  public long changedAt() {
    return lastChange().featureTimestamp();
  }

  /** The sequence that goes with {@link #changedAt()}. */
  public long changedSequence() {
    return lastChange().sequence();
  }

  /** The instants after {@code from} and up to {@code to} at which an event enters or leaves. */
  public NavigableSet<Long> instants(long from, long to) {
    return to <= from ? new TreeSet<>() : new TreeSet<>(instants.subSet(from, false, to, true));
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

  private record Version(long featureTimestamp, int sequence) {}

  private Version lastChange() {
    if (events.isEmpty()) {
      return new Version(featureTimestamp, 0);
    }
    @Nullable Object[] current = values();
    int first = versions.size() - 1;
    while (first > 0 && hasValues(current, versions.get(first - 1))) {
      first--;
    }
    Version changed = versions.get(first);
    return first == 0 ? changed : earliest(current, versions.get(first - 1), changed);
  }

  /** The first version after {@code before} that may have had the values of {@code changed}. */
  private Version earliest(@Nullable Object[] values, Version before, Version changed) {
    for (int sequence = before.sequence(); sequence <= changed.sequence(); sequence++) {
      List<Event> known = events.subList(0, sequence);
      long latest = known.stream().mapToLong(Event::time).max().orElseThrow();
      NavigableSet<Long> stops = instants(known);
      stops.add(latest);
      for (long stop :
          stops.subSet(before.featureTimestamp(), true, changed.featureTimestamp(), true)) {
        Version version = new Version(stop, sequence);
        if (stop >= latest && hasValues(values, version)) {
          return version;
        }
      }
    }
    return changed;
  }

  private boolean hasValues(@Nullable Object[] values, Version version) {
    List<Event> known = events.subList(0, version.sequence());
    return Arrays.equals(evaluate(plan, known, version.featureTimestamp()), values);
  }

  /** The largest instant up to {@code clock}, but no less than {@code least}. */
  private long asOf(long least, long clock) {
    @Nullable Long last = instants.floor(clock);
    return last == null ? least : Math.max(least, last);
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
