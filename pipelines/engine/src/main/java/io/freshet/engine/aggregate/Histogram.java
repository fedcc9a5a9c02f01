package io.freshet.engine.aggregate;

import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import io.freshet.schemas.MalformedRowException;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code histogram}: how often each value occurs, exactly. All values are counted; the result holds
 * the most frequent ones, ties by canonical order, as an unmodifiable map in the order of its keys.
 */
final class Histogram implements Aggregate<Map<Object, Long>> {
  private final ValueDomain domain;
  private final int limit;

  Histogram(ValueDomain domain, int limit) {
    this.domain = domain;
    this.limit = limit;
  }

  @Override
  public Map<Object, Long> create() {
    return new LinkedHashMap<>();
  }

  @Override
  public void add(Map<Object, Long> into, long time, @Nullable Object value) {
    if (value != null) {
      into.merge(domain.canonical(value), 1L, Long::sum);
    }
  }

  @Override
  public void merge(Map<Object, Long> into, Map<Object, Long> from) {
    from.forEach((value, count) -> into.merge(value, count, Long::sum));
  }

  @Override
  public boolean remove(Map<Object, Long> from, Map<Object, Long> part) {
    part.forEach((value, count) -> from.computeIfPresent(value, (v, all) -> rest(all - count)));
    return true;
  }

  @Override
  public @Nullable Object result(Map<Object, Long> state) {
    if (state.isEmpty()) {
      return null;
    }
    List<Frequency> most = Frequency.most(frequencies(state), limit, domain);
    Map<Object, Long> counts = new LinkedHashMap<>();
    most.stream()
        .sorted(Comparator.comparing(Frequency::value, domain))
        .forEach(frequency -> counts.put(frequency.value(), frequency.count()));
    return Collections.unmodifiableMap(counts);
  }

  @Override
  public void write(Map<Object, Long> state, ByteWriter out, long base) {
    out.writeUnsigned(state.size());
    frequencies(state).forEach(frequency -> frequency.write(domain, out));
  }

  @Override
  public Map<Object, Long> read(ByteReader in, long base) {
    Map<Object, Long> state = create();
    Frequency.readAll(
        domain,
        in,
        (value, count) -> {
          if (state.put(value, count) != null) {
            throw new MalformedRowException("a histogram with the same value twice");
          }
        });
    return state;
  }

  private static @Nullable Long rest(long count) {
    return count == 0 ? null : count;
  }

  private static Stream<Frequency> frequencies(Map<Object, Long> state) {
    return state.entrySet().stream().map(e -> new Frequency(e.getKey(), e.getValue()));
  }
}
