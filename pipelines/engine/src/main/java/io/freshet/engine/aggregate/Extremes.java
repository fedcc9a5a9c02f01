package io.freshet.engine.aggregate;

import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import io.freshet.schemas.MalformedRowException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code first_n}, {@code last_n} and {@code last_distinct_n}: the values at one end of (event
 * time, canonical order), the outermost first.
 *
 * <p>Of a value that is to stand there once only its outermost event counts. What stands among the
 * outermost of all events stands among the outermost of every part that holds it, so each part
 * keeps no more than the limit.
 */
final class Extremes implements Aggregate<List<Timed>> {
  private final ValueDomain domain;
  private final Comparator<Timed> order;
  private final int limit;
  private final boolean distinct;

  private Extremes(ValueDomain domain, Comparator<Timed> order, int limit, boolean distinct) {
    this.domain = domain;
    this.order = order;
    this.limit = limit;
    this.distinct = distinct;
  }

  static Extremes first(ValueDomain domain, int limit) {
    return new Extremes(domain, Timed.order(domain), limit, false);
  }

  static Extremes last(ValueDomain domain, int limit) {
    return new Extremes(domain, Timed.order(domain).reversed(), limit, false);
  }

  static Extremes lastDistinct(ValueDomain domain, int limit) {
    return new Extremes(domain, Timed.order(domain).reversed(), limit, true);
  }

  @Override
  public List<Timed> create() {
    return new ArrayList<>(2);
  }

  @Override
  public void add(List<Timed> into, long time, @Nullable Object value) {
    if (value != null) {
      offer(into, new Timed(time, domain.canonical(value)));
    }
  }

  @Override
  public void merge(List<Timed> into, List<Timed> from) {
    from.forEach(entry -> offer(into, entry));
  }

  /** A part of which nothing stands among the outermost did not matter. */
  @Override
  public boolean remove(List<Timed> from, List<Timed> part) {
    return part.stream().allMatch(entry -> Collections.binarySearch(from, entry, order) < 0);
  }

  @Override
  public @Nullable Object result(List<Timed> state) {
    return state.isEmpty() ? null : state.stream().map(Timed::value).toList();
  }

  /** Each time as the difference from the one before it. */
  @Override
  public void write(List<Timed> state, ByteWriter out, long base) {
    out.writeUnsigned(state.size());
    long previous = base;
    for (Timed entry : state) {
      out.writeVarLong(entry.time() - previous);
      domain.write(out, entry.value());
      previous = entry.time();
    }
  }

  @Override
  public List<Timed> read(ByteReader in, long base) {
    int size = in.readCount();
    List<Timed> state = create();
    long previous = base;
    for (int i = 0; i < size; i++) {
      previous += in.readVarLong();
      Timed entry = new Timed(previous, domain.read(in));
      offer(state, entry);
      if (state.size() != i + 1 || order.compare(state.get(i), entry) != 0) {
        throw new MalformedRowException("a list of outermost values that is none");
      }
    }
    return state;
  }

  private void offer(List<Timed> into, Timed entry) {
    boolean isFull = into.size() == limit;
    if (isFull && order.compare(into.get(limit - 1), entry) <= 0) {
      return;
    }
    int same = distinct ? indexOf(into, entry.value()) : -1;
    if (same >= 0 && order.compare(into.get(same), entry) <= 0) {
      return;
    }
    if (same >= 0) {
      into.remove(same);
    } else if (isFull) {
      into.remove(limit - 1);
    }
    int found = Collections.binarySearch(into, entry, order);
    into.add(found >= 0 ? found : -found - 1, entry);
  }

  private static int indexOf(List<Timed> entries, Object value) {
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).value().equals(value)) {
        return i;
      }
    }
    return -1;
  }
}
