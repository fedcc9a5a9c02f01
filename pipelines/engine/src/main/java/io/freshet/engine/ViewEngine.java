package io.freshet.engine;

import io.freshet.defs.plan.ViewPlan;
import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import io.freshet.schemas.MalformedRowException;
import io.freshet.schemas.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A view's plan, compiled: makes, reads and writes the state of its keys. One engine serves all
 * keys of a task; neither it nor they are thread-safe. Not serializable: it is built from the plan
 * where it is needed.
 *
 * <p>Bytes of a state, format {@value #FORMAT}: the format; the number of its {@link StateSchema}
 * as varint; T as zigzag varint; the sequence as varint; 8 bytes of its owner's; then what {@link
 * StateWriter} writes. State that was written under an earlier definition is read as far as today's
 * computes the same: what is no longer asked for is left out, what is new begins empty.
 */
public final class ViewEngine {
  private static final byte FORMAT = 3;

  private final ViewPlan plan;
  private final SourceRoutes[] routes;
  private final Shape[] shapes;
  private final List<String> identities;
  private final int[] groupsOfParts;
  private final Column[] columns;
  private final int[] partsOfFeatures;
  private final Publication[] publications;
  private final List<ValueType> types;
  private final @Nullable Object[] emptyValues;
  private final boolean hasLifetime;
  private final List<StateSchema> schemas;
  private final ReadingPlan[] readingPlans;
  private final int schema;
  private final StateWriter writer;
  private final ByteWriter buffer = new ByteWriter(256);
  private final LongAdder overflows = new LongAdder();

  private ViewEngine(ViewPlan plan, List<StateSchema> earlier) {
    this.plan = plan;
    List<Part> parts = Part.of(plan);
    List<Group> groups = Group.of(parts, overflows);
    this.routes =
        IntStream.range(0, plan.sources().size())
            .mapToObj(source -> SourceRoutes.of(plan.sources().get(source), groups, source))
            .toArray(SourceRoutes[]::new);
    this.shapes = groups.stream().map(Group::shape).toArray(Shape[]::new);
    this.hasLifetime = plan.hasLifetime();
    this.identities = parts.stream().map(Part::identity).toList();
    this.groupsOfParts = new int[parts.size()];
    this.columns = new Column[parts.size()];
    for (int group = 0; group < shapes.length; group++) {
      List<Integer> members = groups.get(group).parts();
      for (int i = 0; i < members.size(); i++) {
        groupsOfParts[members.get(i)] = group;
        columns[members.get(i)] = shapes[group].columns[i];
      }
    }
    this.partsOfFeatures = plan.features().stream().mapToInt(f -> Part.indexOf(f, parts)).toArray();
    this.publications =
        Publication.of(plan, parts, partsOfFeatures, groupsOfParts, columns)
            .toArray(Publication[]::new);
    this.types = plan.features().stream().map(feature -> feature.field().type()).toList();
    StateSchema current = TileScheme.schema(identities, shapes);
    List<StateSchema> all = new ArrayList<>(earlier);
    if (!all.contains(current)) {
      all.add(current);
    }
    this.schemas = List.copyOf(all);
    this.schema = schemas.indexOf(current);
    this.writer = new StateWriter(current, groupsOfParts, columns);
    this.readingPlans =
        schemas.stream()
            .map(written -> ReadingPlan.of(written, identities))
            .toArray(ReadingPlan[]::new);
    this.emptyValues = emptyValues(plan);
  }

  /**
   * Compiles a plan.
   *
   * @throws IllegalArgumentException if the plan has an aggregation or window that cannot be
   */
  public static ViewEngine of(ViewPlan plan) {
    return new ViewEngine(plan, List.of());
  }

  /**
   * Compiles a plan for state that may have been written under earlier definitions.
   *
   * @param written the {@link #schemas()} that were kept with the state
   * @throws IllegalArgumentException if the plan has an aggregation or window that cannot be
   */
  public static ViewEngine of(ViewPlan plan, List<StateSchema> written) {
    return new ViewEngine(plan, written);
  }

  /** The plan that was compiled. */
  public ViewPlan plan() {
    return plan;
  }

  /** What must be kept beside the states, so that a later engine can read them. */
  public List<StateSchema> schemas() {
    return schemas;
  }

  /**
   * What a feature computes over the events in its window, in words; the same is the same state.
   */
  public String identity(int feature) {
    return identities.get(partsOfFeatures[feature]);
  }

  /** The values of a key without events, defaults applied, in an array for the caller. */
  public @Nullable Object[] emptyValues() {
    return emptyValues.clone();
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
      int written = in.readCount();
      if (written >= readingPlans.length) {
        throw new MalformedRowException(
            "it refers to schema %d of %d".formatted(written, readingPlans.length));
      }
      KeyState state = newState();
      state.read(in, readingPlans[written]);
      in.expectEnd();
      return state;
    } catch (MalformedRowException | ArithmeticException e) {
      throw new MalformedStateException(
          "The state of a key of view '%s', %d bytes, cannot be read: %s. It is damaged"
              .formatted(plan.name(), bytes.length, e.getMessage()),
          e);
    }
  }

  /** Writes a state that this engine made. */
  public byte[] write(KeyState state) {
    buffer.reset();
    buffer.writeByte(FORMAT);
    buffer.writeUnsigned(schema);
    state.write(buffer, writer);
    return buffer.toByteArray();
  }

  /**
   * How many results their type could not hold, so that NULL was published, since this engine was
   * made. A result is counted when it is computed.
   */
  public long overflows() {
    return overflows.sum();
  }

  SourceRoutes routes(int source) {
    return routes[source];
  }

  boolean hasLifetime() {
    return hasLifetime;
  }

  /** The most timelines of a key. */
  int groups() {
    return shapes.length;
  }

  Timeline newTimeline(int group) {
    return new Timeline(shapes[group]);
  }

  int groupOf(int part) {
    return groupsOfParts[part];
  }

  Column column(int part) {
    return columns[part];
  }

  /** How the features are published, in their order. Not to be changed. */
  Publication[] publications() {
    return publications;
  }

  /** The values of all features, as objects. */
  @Nullable Object[] values(Timelines timelines, long asOf) {
    ValueArray values = new ValueArray(types, emptyValues());
    for (Publication publication : publications) {
      publication.tell(timelines.of(publication.group()), asOf, values);
    }
    return values.values();
  }

  /** The last instant up to {@code clock} of an event at {@code time} that takes {@code route}. */
  long lastInstant(Route route, long time, long clock) {
    long last = Long.MIN_VALUE;
    for (int group : route.groups()) {
      last = Math.max(last, shapes[group].scheme.lastInstant(time, clock));
    }
    return last;
  }

  private static @Nullable Object[] emptyValues(ViewPlan plan) {
    return plan.features().stream().map(plan::emptyValue).toArray();
  }
}
