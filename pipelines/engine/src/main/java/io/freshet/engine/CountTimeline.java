package io.freshet.engine;

import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** {@code count}: of all events, or of those whose value is not NULL. */
final class CountTimeline extends Timeline {
  private final boolean countsNulls;
  private long[] counts = new long[INITIAL_CAPACITY];

  /** By window; without meaning while {@code !known}, but for lifetime. */
  private final long[] totals;

  private boolean known = true;
  private boolean hasEvents;

  CountTimeline(TileScheme scheme, boolean countsNulls) {
    super(scheme);
    this.countsNulls = countsNulls;
    this.totals = new long[scheme.windowCount()];
  }

  @Override
  void grow(int capacity) {
    counts = Arrays.copyOf(counts, capacity);
  }

  @Override
  void shift(int from, int to, int count) {
    System.arraycopy(counts, from, counts, to, count);
  }

  @Override
  void clear(int tile) {
    counts[tile] = 0;
  }

  @Override
  void merge(int into, int from) {
    counts[into] += counts[from];
  }

  @Override
  void put(int tile, long time, @Nullable Object value, long asOf) {
    hasEvents = true;
    if (value == null && !countsNulls) {
      return;
    }
    if (tile >= 0) {
      counts[tile]++;
    }
    if (time == asOf) {
      for (int window : scheme.withoutOffset()) {
        totals[window]++;
      }
    } else {
      for (int window = 0; window < totals.length; window++) {
        if (scheme.covers(window, time, asOf)) {
          totals[window]++;
        }
      }
    }
  }

  @Override
  void leave(int window, int begin, int end) {
    for (int i = begin; i < end; i++) {
      totals[window] -= counts[i];
    }
  }

  @Override
  void enter(int window, int begin, int end) {
    for (int i = begin; i < end; i++) {
      totals[window] += counts[i];
    }
  }

  @Override
  Object result(int window, long asOf) {
    if (!known) {
      merge(asOf);
    }
    return totals[window];
  }

  @Override
  boolean hasRest() {
    return scheme.lifetime() >= 0 && hasEvents;
  }

  @Override
  void writeRest(ByteWriter out) {
    out.writeUnsigned(totals[scheme.lifetime()]);
  }

  @Override
  void readRest(ByteReader in) {
    long count = in.readUnsigned();
    hasEvents = true;
    known = false;
    if (scheme.lifetime() >= 0) {
      totals[scheme.lifetime()] = count;
    }
  }

  @Override
  void withoutRest() {
    hasEvents = true;
    known = false;
    if (scheme.lifetime() >= 0) {
      totals[scheme.lifetime()] = sum(0, size());
    }
  }

  @Override
  void writeCell(int tile, ByteWriter out) {
    out.writeUnsigned(counts[tile]);
  }

  @Override
  void readCell(int tile, long start, ByteReader in) {
    counts[tile] = in.readUnsigned();
  }

  private void merge(long asOf) {
    for (int window : scheme.bounded()) {
      totals[window] = sum(first(window), end(window, asOf));
    }
    known = true;
  }

  private long sum(int begin, int end) {
    long sum = 0;
    for (int i = begin; i < end; i++) {
      sum += counts[i];
    }
    return sum;
  }
}
