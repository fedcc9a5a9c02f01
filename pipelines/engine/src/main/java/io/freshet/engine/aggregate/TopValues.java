package io.freshet.engine.aggregate;

import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import java.util.List;
import java.util.stream.Stream;
import org.apache.datasketches.frequencies.ErrorType;
import org.apache.datasketches.frequencies.ItemsSketch;
import org.jspecify.annotations.Nullable;

/**
 * {@code top_k}: the most frequent values, most frequent first, ties by canonical order. A frequent
 * items sketch (Anderson et al., "A High-Performance Algorithm for Identifying Frequent Items in
 * Data Streams", 2017) of a map of {@code m = max(256, 16 k)} places, {@code m} rounded up to a
 * power of two.
 *
 * <p>Exact up to {@code 3/4 m} different values, at least 192. Beyond, each count is too small by
 * at most {@code 3.5 / m} of the number of values, and by the same for all: a value that occurs
 * more often than that is never missed.
 *
 * <p>The counts alone are written, not what all of them are too small by: the order needs no more.
 */
final class TopValues implements Aggregate<ItemsSketch<Object>> {
  private static final int LEAST_PLACES = 256;
  private static final int PLACES_PER_VALUE = 16;

  private final ValueDomain domain;
  private final int limit;
  private final int places;

  TopValues(ValueDomain domain, int limit) {
    this.domain = domain;
    this.limit = limit;
    this.places = places(limit);
  }

  /** The size of the sketch's map. */
  static int places(int limit) {
    int places = Math.max(LEAST_PLACES, Math.multiplyExact(PLACES_PER_VALUE, limit));
    return Integer.highestOneBit(places - 1) << 1;
  }

  /** Up to so many different values it is exact. */
  static int mostExact(int limit) {
    return places(limit) / 4 * 3;
  }

  /** By so much of the number of all values a count may be too small. */
  static double bound(int limit) {
    return 3.5 / places(limit);
  }

  @Override
  public ItemsSketch<Object> create() {
    return new ItemsSketch<>(places);
  }

  @Override
  public void add(ItemsSketch<Object> into, long time, @Nullable Object value) {
    if (value != null) {
      into.update(domain.canonical(value));
    }
  }

  @Override
  public void merge(ItemsSketch<Object> into, ItemsSketch<Object> from) {
    into.merge(from);
  }

  @Override
  public boolean remove(ItemsSketch<Object> from, ItemsSketch<Object> part) {
    return part.isEmpty();
  }

  @Override
  public @Nullable Object result(ItemsSketch<Object> state) {
    List<Frequency> most = Frequency.most(counters(state), limit, domain);
    return most.isEmpty() ? null : most.stream().map(Frequency::value).toList();
  }

  @Override
  public void write(ItemsSketch<Object> state, ByteWriter out, long base) {
    out.writeUnsigned(state.getNumActiveItems());
    counters(state).forEach(frequency -> frequency.write(domain, out));
  }

  @Override
  public ItemsSketch<Object> read(ByteReader in, long base) {
    ItemsSketch<Object> state = create();
    Frequency.readAll(domain, in, state::update);
    return state;
  }

  private static Stream<Frequency> counters(ItemsSketch<Object> state) {
    return Stream.of(state.getFrequentItems(ErrorType.NO_FALSE_NEGATIVES))
        .map(row -> new Frequency(row.getItem(), row.getLowerBound()));
  }
}
