package io.freshet.engine;

import io.freshet.engine.aggregate.ValueDomain;
import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import io.freshet.schemas.RowSink;
import org.jspecify.annotations.Nullable;

/**
 * {@code last} in windows that end at the as-of time: the newest value is that of every window that
 * still covers it, so only this one is kept. Tiles are kept for their instants.
 */
final class NewestTimeline extends Timeline {
  private final ValueDomain domain;
  private long newestTime;
  private @Nullable Object newest;
  private boolean hasEvents;

  NewestTimeline(TileScheme scheme, ValueDomain domain) {
    super(scheme, 0, 0);
    this.domain = domain;
  }

  @Override
  void merge(int into, int from) {}

  @Override
  void put(int tile, long time, @Nullable Object value, long asOf) {
    hasEvents = true;
    boolean isCovered = tile >= 0 || scheme.lifetime() >= 0;
    if (value == null || !isCovered || (newest != null && time < newestTime)) {
      return;
    }
    Object canonical = domain.canonical(value);
    if (newest == null || time > newestTime || domain.compare(canonical, newest) > 0) {
      newest = canonical;
      newestTime = time;
    }
  }

  @Override
  void leave(int window, int begin, int end) {}

  @Override
  void enter(int window, int begin, int end) {}

  @Override
  void forget(long time, int tiles) {
    if (scheme.lifetime() < 0 && newestTime < time) {
      newest = null;
    }
  }

  @Override
  boolean result(int window, long asOf, RowSink out) {
    if (newest == null || newestTime < scheme.lower(window, asOf)) {
      return false;
    }
    out.takeValue(newest);
    return true;
  }

  @Override
  boolean hasRest() {
    return newest != null || (scheme.lifetime() >= 0 && hasEvents);
  }

  @Override
  void writeRest(ByteWriter out) {
    out.writeByte(newest == null ? 0 : 1);
    if (newest != null) {
      out.writeVarLong(newestTime);
      domain.write(out, newest);
    }
  }

  @Override
  void readRest(ByteReader in) {
    hasEvents = true;
    if (in.readByte() != 0) {
      newestTime = in.readVarLong();
      newest = domain.read(in);
    }
  }

  @Override
  void withoutRest() {
    hasEvents = true;
  }

  @Override
  void writeCell(int tile, ByteWriter out) {}

  @Override
  void readCell(int tile, long start, ByteReader in) {}
}
