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
      addToCount(tile, 1);
    }
    if (time == asOf) {
      for (int window : scheme.withoutOffset()) {
        addToTotal(window, 1);
      }
    } else {
      for (int window = 0; window < scheme.windowCount(); window++) {
        if (scheme.covers(window, time, asOf)) {
          addToTotal(window, 1);
        }
      }
    }
  }

  @Override
  boolean hasRest() {
    return scheme.lifetime() >= 0 && hasEvents;
  }

  @Override
  void writeRest(ByteWriter out) {
    out.writeUnsigned(total(scheme.lifetime(), Long.MIN_VALUE));
  }

  @Override
  void readRest(ByteReader in) {
    long count = in.readUnsigned();
    hasEvents = true;
    totalsAreUnknown();
    if (scheme.lifetime() >= 0) {
      setTotal(scheme.lifetime(), count);
    }
  }

  @Override
  void withoutRest() {
    hasEvents = true;
    totalsAreUnknown();
    if (scheme.lifetime() >= 0) {
      setTotal(scheme.lifetime(), sum(0, size()));
    }
  }

  @Override
  void writeCell(int tile, ByteWriter out) {
    out.writeUnsigned(count(tile));
  }

  @Override
  void readCell(int tile, long start, ByteReader in) {
    addToCount(tile, in.readUnsigned());
  }
}
