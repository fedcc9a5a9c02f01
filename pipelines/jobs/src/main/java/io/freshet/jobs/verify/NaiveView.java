package io.freshet.jobs.verify;

import io.freshet.defs.plan.ViewPlan;
import io.freshet.engine.Event;
import io.freshet.engine.EventCodec;
import io.freshet.engine.NaiveKey;
import io.freshet.jobs.window.KeyedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The naive evaluator of all keys of a view, fed by a {@link Replay}. Not thread-safe. */
public final class NaiveView {

  /** A key. */
  public static final class Entity {
    private final List<Event> events = new ArrayList<>();
    private NaiveKey naive;

    private Entity(ViewPlan plan) {
      naive = new NaiveKey(plan);
    }

    /** All applied events, in the order of the replay. */
    public List<Event> events() {
      return events;
    }

    /** What is known of the key since it was last forgotten. */
    public NaiveKey naive() {
      return naive;
    }

    /** The largest event time. */
    public long largestTime() {
      return events.stream().mapToLong(Event::time).max().orElse(Long.MIN_VALUE);
    }
  }

  private final ViewPlan plan;
  private final EventCodec[] codecs;
  private final Map<String, Entity> entities = new TreeMap<>();
  private long clock = Long.MIN_VALUE;

  public NaiveView(ViewPlan plan) {
    this.plan = plan;
    this.codecs = new EventCodec[plan.sources().size()];
    for (int i = 0; i < codecs.length; i++) {
      codecs[i] = EventCodec.of(plan.sources().get(i), i);
    }
  }

  /** Takes the next event, or the end. */
  public void take(ReplayedEvent replayed) {
    clock = replayed.clock();
    KeyedEvent keyed = replayed.event();
    if (keyed.kind() == KeyedEvent.Kind.ENDED) {
      return;
    }
    Entity entity = entities.computeIfAbsent(keyed.key(), key -> new Entity(plan));
    if (entity.naive.isForgotten(clock)) {
      entity.naive = new NaiveKey(plan);
    }
    Event event = codecs[keyed.source()].decode(keyed.time(), keyed.payload());
    entity.events.add(event);
    entity.naive.apply(event, clock);
  }

  /** The view's plan. */
  public ViewPlan plan() {
    return plan;
  }

  /** All keys that ever had an event, in order. */
  public Map<String, Entity> entities() {
    return entities;
  }

  /** The expiry clock at the last element taken. */
  public long clock() {
    return clock;
  }
}
