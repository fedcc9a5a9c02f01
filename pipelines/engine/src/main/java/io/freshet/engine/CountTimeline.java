package io.freshet.engine;

import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import org.jspecify.annotations.Nullable;

/** {@code count}: of all events, or of those whose value is not NULL. */
final class CountTimeline extends CountingTimeline {
  private final boolean countsNulls;
  private boolean hasEvents;

  CountTimeline(TileScheme scheme, boolean countsNulls) {
    super(scheme);
    this.countsNulls = countsNulls;
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
  Object result(int window, long asOf) {
    return total(window, asOf);
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
    totalsAreUnknown();
    if (scheme.lifetime() >= 0) {
      totals[scheme.lifetime()] = count;
    }
  }

  @Override
  void withoutRest() {
    hasEvents = true;
    totalsAreUnknown();
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
}
