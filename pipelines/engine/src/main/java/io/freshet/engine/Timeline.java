package io.freshet.engine;

import io.freshet.defs.plan.WindowPlan;
import io.freshet.engine.aggregate.Aggregate;
import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The events of one aggregation of one key: its tiles, and for each window what the tiles in it
 * come to. The as-of time is its owner's and passed in; it never goes back.
 *
 * <p>A window's merged value and its result are made when first asked for. They follow a new event
 * and a tile that enters or leaves; where the function cannot take a leaving tile out, the window
 * is merged anew when it is next asked for.
 */
final class Timeline {
  private final TileScheme scheme;
  private final Aggregate<Object> aggregate;
  private final Tiles tiles;

  /** What each window comes to; null: not known. That of lifetime is always known. */
  private final @Nullable Object[] merged;

  private final @Nullable Object[] results;
  private final boolean[] isResultKnown;

  /** Whether lifetime covers an event. */
  private boolean hasEvents;

  Timeline(TileScheme scheme, Aggregate<Object> aggregate) {
    this.scheme = scheme;
    this.aggregate = aggregate;
    this.tiles = new Tiles(scheme, aggregate);
    int windows = scheme.windows().size();
    this.merged = new @Nullable Object[windows];
    this.results = new @Nullable Object[windows];
    this.isResultKnown = new boolean[windows];
    if (scheme.lifetime() >= 0) {
      merged[scheme.lifetime()] = aggregate.create();
    }
  }

  /** The first instant after the as-of time at which a window changes; MAX_VALUE if none does. */
  long nextInstant() {
    return tiles.nextInstant();
  }

  /** The last instant in ({@code asOf}, {@code clock}]; {@code asOf} if there is none. */
  long lastInstant(long asOf, long clock) {
    return tiles.lastInstant(asOf, clock);
  }

  /** Whether no window covers an event, and none will without another event. */
  boolean isEmpty() {
    return scheme.lifetime() >= 0 ? !hasEvents : tiles.isEmpty();
  }

  /** Adds an event at {@code time}, no later than {@code asOf}. */
  void add(long time, @Nullable Object value, long asOf) {
    hasEvents = true;
    boolean isNewest = time == asOf;
    int level = isNewest ? 0 : scheme.levelOf(time, asOf);
    if (level < scheme.levelCount()) {
      aggregate.add(tiles.tileFor(level, time, asOf), time, value);
    }
    if (isNewest) {
      for (int index : scheme.withoutOffset()) {
        addTo(index, time, value);
      }
    } else {
      for (int index = 0; index < merged.length; index++) {
        if (scheme.windows().get(index).covers(time, asOf)) {
          addTo(index, time, value);
        }
      }
    }
  }

  /** Moves the as-of time. */
  void move(long from, long to) {
    for (int index : scheme.bounded()) {
      WindowPlan window = scheme.windows().get(index);
      long lower = window.lowerBound(to);
      long upper = TileScheme.upperBound(window, from);
      tiles.forEach(
          window.lowerBound(from), Math.min(lower, upper), tile -> removeFrom(index, tile));
      tiles.forEach(
          Math.max(lower, upper),
          TileScheme.upperBound(window, to),
          tile -> mergeInto(index, tile));
    }
    tiles.moveTo(to);
  }

  /** What the function comes to in a window; null for NULL. */
  @Nullable Object result(int index, long asOf) {
    if (!isResultKnown[index]) {
      Object state = merged[index];
      if (state == null) {
        state = merge(scheme.windows().get(index), asOf);
        merged[index] = state;
      }
      results[index] = aggregate.result(state);
      isResultKnown[index] = true;
    }
    return results[index];
  }

  /** Writes what {@link #read} needs. Only for a timeline that is not empty. */
  void write(ByteWriter out, long asOf) {
    if (scheme.lifetime() >= 0) {
      aggregate.write(Objects.requireNonNull(merged[scheme.lifetime()]), out, 0);
    }
    tiles.write(out, asOf);
  }

  /** Reads what {@link #write} wrote, into a new timeline. */
  void read(ByteReader in, long asOf) {
    hasEvents = true;
    if (scheme.lifetime() >= 0) {
      merged[scheme.lifetime()] = aggregate.read(in, 0);
    }
    tiles.read(in, asOf);
  }

  private void addTo(int index, long time, @Nullable Object value) {
    isResultKnown[index] = false;
    Object state = merged[index];
    if (state != null) {
      aggregate.add(state, time, value);
    }
  }

  private void mergeInto(int index, Object tile) {
    isResultKnown[index] = false;
    Object state = merged[index];
    if (state != null) {
      aggregate.merge(state, tile);
    }
  }

  private void removeFrom(int index, Object tile) {
    isResultKnown[index] = false;
    Object state = merged[index];
    if (state != null && !aggregate.remove(state, tile)) {
      merged[index] = null;
    }
  }

  private Object merge(WindowPlan window, long asOf) {
    Object state = aggregate.create();
    tiles.forEach(
        window.lowerBound(asOf),
        TileScheme.upperBound(window, asOf),
        tile -> aggregate.merge(state, tile));
    return state;
  }
}
