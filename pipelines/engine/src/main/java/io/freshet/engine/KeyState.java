package io.freshet.engine;

import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import io.freshet.schemas.MalformedRowException;
import io.freshet.schemas.RowWriter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The state of one key of a view: its events as tiles, its as-of time {@code T} and its sequence.
 *
 * <p>Time comes in by events and by the expiry clock. {@code T} is the largest of the times of the
 * applied events and of those instants, at which one of the events enters or leaves a window, that
 * the clock has passed. Values change only by {@link #apply} and when {@link #advance} moves {@code
 * T}, and the latter has nothing to do before {@link #nextInstant()}. Not thread-safe.
 */
public final class KeyState extends Timelines {
  /** How long a key without anything in its windows is remembered. */
  private static final long REMEMBERED = Duration.ofDays(1).toMillis();

  /** Of the object and the heads of its arrays, bytes. */
  private static final int FIXED_WEIGHT = 250;

  private final ViewEngine engine;

  private long featureTimestamp = Long.MIN_VALUE;
  private long sequence;
  private long published;

  /** The row that was packed last; null: not known. */
  private byte @Nullable [] row;

  /** The first instant at which a window changes. */
  private long nextChange = Long.MAX_VALUE;

  KeyState(ViewEngine engine) {
    super(engine.groups());
    this.engine = engine;
  }

  /**
   * Advances to the clock, then applies an event. One that passes no filter is not applied.
   *
   * @param clock the expiry clock; {@link Long#MIN_VALUE} if there is none yet
   */
  public void apply(Event event, long clock) {
    advance(clock);
    SourceRoutes routes = engine.routes(event.source());
    if (!event.isApplied(routes.plan())) {
      return;
    }
    moveTo(Math.max(event.time(), lastInstant(routes, event, clock)));
    add(routes.always(), event);
    boolean[] filters = event.filters();
    for (Route route : routes.filtered()) {
      if (filters[route.filter()]) {
        add(route, event);
      }
    }
    sequence++;
  }

  /**
   * Moves {@code T} to the last instant that the clock has passed.
   *
   * @param clock the expiry clock; {@link Long#MIN_VALUE} if there is none yet
   * @return whether {@code T} moved
   */
  public boolean advance(long clock) {
    if (clock < nextChange) {
      return false;
    }
    return moveTo(lastInstant(clock));
  }

  /** The as-of time {@code T}; {@link Long#MIN_VALUE} before the first event. */
  public long featureTimestamp() {
    return featureTimestamp;
  }

  /** The number of events applied. */
  public long sequence() {
    return sequence;
  }

  /** One value per feature of the plan, in its order, defaults applied; null for NULL. */
  public @Nullable Object[] values() {
    return engine.values(this, featureTimestamp);
  }

  /**
   * Packs {@link #values()} into a row. What has not changed since this was last called is copied
   * from the row of then: most timelines of a key stay as they are from row to row.
   *
   * @param out the same for all calls
   * @param availableAt when the row became readable; 0 lets the online store decide
   */
  public byte[] pack(RowWriter out, long generation, long availableAt) {
    byte[] earlier = row;
    if (earlier == null) {
      out.begin();
      for (Publication publication : engine.publications()) {
        publication.tell(of(publication.group()), featureTimestamp, out);
      }
    } else {
      out.beginFrom(earlier);
      packChanges(out);
    }
    byte[] packed = out.finish(generation, featureTimestamp, sequence, availableAt);
    row = packed;
    untouch();
    return packed;
  }

  private void packChanges(RowWriter out) {
    int unchanged = 0;
    for (Publication publication : engine.publications()) {
      int index = find(publication.group());
      if (index >= 0 && isTouched(index)) {
        out.takeEarlier(unchanged);
        publication.tell(get(index), featureTimestamp, out);
        unchanged = 0;
      } else {
        unchanged += publication.windows().length;
      }
    }
    out.takeEarlier(unchanged);
  }

  /**
   * What its owner remembers of the row that was published last, kept with the state; 0 if there
   * was none.
   */
  public long published() {
    return published;
  }

  /** Remembers something else of the row published last. */
  public void published(long mark) {
    published = mark;
  }

  /**
   * The first instant after {@code T} at which an event enters or leaves a window or, when nothing
   * is left, the key may be forgotten; {@link Long#MAX_VALUE} if there is none.
   */
  public long nextInstant() {
    boolean isFading = nextChange == Long.MAX_VALUE && sequence > 0 && !engine.hasLifetime();
    return isFading ? featureTimestamp + REMEMBERED : nextChange;
  }

  /**
   * Whether the key is to be forgotten: it had events, the view has no lifetime feature, and the
   * clock is a day past the last instant at which an event left a window.
   */
  public boolean isForgotten(long clock) {
    if (sequence == 0
        || engine.hasLifetime()
        || clock < featureTimestamp
        || clock - REMEMBERED < featureTimestamp) {
      return false;
    }
    return clock - REMEMBERED >= lastInstant(Long.MAX_VALUE);
  }

  /** Whether no window covers an event, and none will without another event. */
  public boolean isEmpty() {
    for (int i = 0; i < size(); i++) {
      if (!get(i).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** About how many bytes of memory it takes. */
  public long weight() {
    long weight = FIXED_WEIGHT + (row == null ? 0 : row.length);
    for (int i = 0; i < size(); i++) {
      weight += get(i).weight();
    }
    return weight;
  }

  void write(ByteWriter out, StateWriter writer) {
    out.writeVarLong(featureTimestamp);
    out.writeUnsigned(sequence);
    out.writeLong(published);
    writer.write(this, featureTimestamp, out);
  }

  void read(ByteReader in, ReadingPlan plan) {
    featureTimestamp = in.readVarLong();
    sequence = in.readUnsigned();
    if (sequence < 0) {
      throw new MalformedRowException("a sequence of " + Long.toUnsignedString(sequence));
    }
    published = in.readLong();
    StateReader.read(in, featureTimestamp, plan, engine, this);
    for (int i = 0; i < size(); i++) {
      get(i).indexAll(featureTimestamp);
      updateInstant(i);
    }
    nextChange = firstInstant();
  }

  /** The timeline of a group of the plan, made if need be. */
  Timeline timeline(int group) {
    return get(indexOf(group));
  }

  private int indexOf(int group) {
    int index = find(group);
    if (index >= 0) {
      return index;
    }
    row = null;
    return add(group, engine.newTimeline(group));
  }

  private void add(Route route, Event event) {
    for (int group : route.groups()) {
      int index = indexOf(group);
      get(index).add(event, featureTimestamp);
      updateInstant(index);
      touch(index);
      nextChange = Math.min(nextChange, instant(index));
    }
  }

  /** The last instant up to {@code clock} of an event that is not in the state yet. */
  private long lastInstant(SourceRoutes routes, Event event, long clock) {
    long time = event.time();
    if (time >= clock) {
      return time;
    }
    long last = engine.lastInstant(routes.always(), time, clock);
    for (Route route : routes.filtered()) {
      if (event.filters()[route.filter()]) {
        last = Math.max(last, engine.lastInstant(route, time, clock));
      }
    }
    return last;
  }

  /** The last instant up to {@code clock}, or {@code T}. */
  private long lastInstant(long clock) {
    long last = featureTimestamp;
    for (int i = 0; i < size(); i++) {
      if (instant(i) <= clock) {
        last = Math.max(last, get(i).lastInstant(featureTimestamp, clock));
      }
    }
    return last;
  }

  private boolean moveTo(long time) {
    if (time <= featureTimestamp) {
      return false;
    }
    if (time >= nextChange) {
      long next = Long.MAX_VALUE;
      for (int i = 0; i < size(); i++) {
        if (instant(i) <= time) {
          get(i).move(featureTimestamp, time);
          updateInstant(i);
          touch(i);
        }
        next = Math.min(next, instant(i));
      }
      nextChange = next;
    }
    featureTimestamp = time;
    return true;
  }
}
