package io.freshet.engine;

import io.freshet.defs.plan.AggregationPlan;
import io.freshet.defs.plan.FeaturePlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.engine.aggregate.Aggregate;
import io.freshet.engine.aggregate.Aggregates;
import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import io.freshet.schemas.MalformedRowException;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/**
 * A view's plan, compiled: makes, reads and writes the state of its keys. Thread-safe; one engine
 * serves all keys of a task. Not serializable: it is built from the plan where it is needed.
 *
 * <p>Bytes of a state, format {@value #FORMAT}: the format; T as zigzag varint; the sequence as
 * varint; a bitmap with a set bit for each aggregation that holds something; then those
 * aggregations in the plan's order. Each is its lifetime's partial aggregate, if it has that
 * window, and for each level of its tiles their number and, newest first, how many tile lengths the
 * tile starts before the previous one (the first: before T) and its partial aggregate. They can be
 * read by the engine of a plan with the same aggregations and windows.
 */
public final class ViewEngine {
  private static final byte FORMAT = 1;

  private final ViewPlan plan;
  private final SourceRoutes[] routes;
  private final TileScheme[] schemes;
  private final Aggregate<Object>[] aggregates;
  private final FeaturePlan[] features;
  private final boolean hasLifetime;
  private final LongAdder overflows = new LongAdder();

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
  private ViewEngine(ViewPlan plan) {
    this.plan = plan;
    this.routes =
        IntStream.range(0, plan.sources().size())
            .mapToObj(source -> SourceRoutes.of(plan, source))
            .toArray(SourceRoutes[]::new);
    this.schemes =
        plan.aggregations().stream()
            .map(AggregationPlan::windows)
            .map(TileScheme::of)
            .toArray(TileScheme[]::new);
    this.aggregates =
        (Aggregate<Object>[])
            plan.aggregations().stream()
                .map(aggregation -> Aggregates.of(aggregation, overflows))
                .toArray(Aggregate[]::new);
    this.features = plan.features().toArray(FeaturePlan[]::new);
    this.hasLifetime = plan.hasLifetime();
  }

  /**
   * Compiles a plan.
   *
   * @throws IllegalArgumentException if the plan has an aggregation or window that cannot be
   */
  public static ViewEngine of(ViewPlan plan) {
    return new ViewEngine(plan);
  }

  /** The plan that was compiled. */
  public ViewPlan plan() {
    return plan;
  }

  /** The state of a key without events. */
  public KeyState newState() {
    return new KeyState(this);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws MalformedStateException if {@code bytes} are no state of this view
   */
  public KeyState read(byte[] bytes) {
    try {
      ByteReader in = new ByteReader(bytes, 0);
      byte format = in.readByte();
      if (format != FORMAT) {
        throw new MalformedStateException(
            "The state of a key of view '%s' has the unknown format %d; this version reads %d. "
                    .formatted(plan.name(), format, FORMAT)
                + "Start it with the version of Freshet that wrote the state");
      }
      KeyState state = newState();
      state.read(in);
      in.expectEnd();
      return state;
    } catch (MalformedRowException | ArithmeticException e) {
      throw new MalformedStateException(
          "The state of a key of view '%s', %d bytes, cannot be read: %s. "
                  .formatted(plan.name(), bytes.length, e.getMessage())
              + "It is damaged, or was written for other aggregations",
          e);
    }
  }

  /** Writes a state that this engine made. */
  public byte[] write(KeyState state) {
    ByteWriter out = new ByteWriter(256);
    out.writeByte(FORMAT);
    state.write(out);
    return out.toByteArray();
  }

  /**
   * How many results their type could not hold, so that NULL was published, since this engine was
   * made. A result is counted when it is computed, which is once after each change of it.
   */
  public long overflows() {
    return overflows.sum();
  }

  SourceRoutes routes(int source) {
    return routes[source];
  }

  FeaturePlan[] features() {
    return features;
  }

  boolean hasLifetime() {
    return hasLifetime;
  }

  Timeline[] newTimelines() {
    Timeline[] timelines = new Timeline[schemes.length];
    for (int i = 0; i < timelines.length; i++) {
      timelines[i] = new Timeline(schemes[i], aggregates[i]);
    }
    return timelines;
  }

  /** The last instant up to {@code clock} of an event at {@code time} that takes {@code route}. */
  long lastInstant(Route route, long time, long clock) {
    long last = Long.MIN_VALUE;
    for (int aggregation : route.counted()) {
      last = Math.max(last, schemes[aggregation].lastInstant(time, clock));
    }
    for (int aggregation : route.valued()) {
      last = Math.max(last, schemes[aggregation].lastInstant(time, clock));
    }
    return last;
  }
}
