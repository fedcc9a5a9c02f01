package io.freshet.engine;

import io.freshet.engine.aggregate.ValueDomain;
import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import io.freshet.schemas.RowSink;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code last} in windows that end at the as-of time: the newest value is that of every window that
 * still covers it, so only this one is kept, with its time as the only number.
 */
final class NewestColumn extends Column {
  private static final long WEIGHT = 24;

  private final ValueDomain domain;

  NewestColumn(TileScheme scheme, List<Integer> windows, ValueDomain domain) {
    super(scheme, windows);
    this.domain = domain;
  }

  @Override
  int numberCount() {
    return 1;
  }

  @Override
  int cellSize() {
    return 0;
  }

  @Override
  void merge(Timeline timeline, int into, int from) {}

  @Override
  void put(Timeline timeline, int tile, long time, @Nullable Object value, long asOf) {
    Object newest = object(timeline);
    boolean isCovered = tile >= 0 || lifetime >= 0;
    if (value == null || !isCovered || (newest != null && time < time(timeline))) {
      return;
    }
    Object canonical = domain.canonical(value);
    if (newest == null || time > time(timeline) || domain.compare(canonical, newest) > 0) {
      object(timeline, canonical);
      timeline.numbers[number(0)] = time;
    }
  }

  @Override
  void leave(Timeline timeline, int window, int begin, int end) {
    forgetBefore(timeline, firstTileAfter(timeline, window, end));
  }

  private void forgetBefore(Timeline timeline, int tile) {
    boolean isGone = tile == timeline.size() || time(timeline) < timeline.start(tile);
    if (lifetime < 0 && isGone && object(timeline) != null) {
      object(timeline, null);
    }
  }

  @Override
  void enter(Timeline timeline, int window, int begin, int end) {}

  @Override
  boolean result(Timeline timeline, int window, long asOf, RowSink out) {
    Object newest = object(timeline);
    if (newest == null || !covers(window, time(timeline), asOf)) {
      return false;
    }
    out.takeValue(newest);
    return true;
  }

  private long time(Timeline timeline) {
    return timeline.numbers[number(0)];
  }

  @Override
  boolean hasRest(Timeline timeline) {
    return lifetime >= 0 || object(timeline) != null;
  }

  @Override
  void writeRest(Timeline timeline, ByteWriter out) {
    Object newest = object(timeline);
    out.writeByte(newest == null ? 0 : 1);
    if (newest != null) {
      out.writeVarLong(time(timeline));
      domain.write(out, newest);
    }
  }

  @Override
  void readRest(Timeline timeline, ByteReader in) {
    if (in.readByte() != 0) {
      timeline.numbers[number(0)] = in.readVarLong();
      object(timeline, domain.read(in));
    }
  }

  @Override
  void index(Timeline timeline, long asOf) {
    forgetBefore(timeline, firstTile(timeline));
  }

  @Override
  void writeCell(Timeline timeline, int tile, ByteWriter out) {}

  @Override
  void readCell(Timeline timeline, int tile, long start, ByteReader in) {}

  @Override
  long weight(Timeline timeline) {
    return object(timeline) == null ? 0 : WEIGHT;
  }
}
