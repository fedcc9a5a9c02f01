package io.freshet.engine;

import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code count}: of all events, or of those whose value is not NULL. */
final class CountColumn extends CountingColumn {
  private final boolean countsNulls;

  CountColumn(TileScheme scheme, List<Integer> windows, boolean countsNulls) {
    super(scheme, windows);
    this.countsNulls = countsNulls;
  }

  @Override
  void put(Timeline timeline, int tile, long time, @Nullable Object value, long asOf) {
    if (value == null && !countsNulls) {
      return;
    }
    if (tile >= 0) {
      timeline.numbers[cell(timeline, tile)]++;
    }
    if (time == asOf) {
      for (int window : withoutOffset) {
        timeline.numbers[number(window)]++;
      }
    } else {
      for (int window = 0; window < windows.length; window++) {
        if (covers(window, time, asOf)) {
          timeline.numbers[number(window)]++;
        }
      }
    }
  }

  @Override
  void writeRest(Timeline timeline, ByteWriter out) {
    out.writeUnsigned(timeline.numbers[number(lifetime)]);
  }

  @Override
  void readRest(Timeline timeline, ByteReader in) {
    long count = in.readUnsigned();
    if (lifetime >= 0) {
      timeline.numbers[number(lifetime)] = count;
    }
  }

  @Override
  void writeCell(Timeline timeline, int tile, ByteWriter out) {
    out.writeUnsigned(count(timeline, tile));
  }

  @Override
  void readCell(Timeline timeline, int tile, long start, ByteReader in) {
    timeline.numbers[cell(timeline, tile)] = in.readUnsigned();
  }
}
