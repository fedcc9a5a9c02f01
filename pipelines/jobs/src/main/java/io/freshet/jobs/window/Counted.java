package io.freshet.jobs.window;

import io.freshet.defs.plan.WindowPlan;
import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import java.nio.charset.StandardCharsets;

/**
 * Since when a window of an aggregation has been counted.
 *
 * @param identity what is computed, as the engine tells it
 * @param window the window
 * @param since event time, UTC milliseconds; {@link Long#MIN_VALUE}: from the first event on
 */
record Counted(String identity, WindowPlan window, long since) {

  byte[] write() {
    ByteWriter out = new ByteWriter(128);
    out.writeBytes(identity.getBytes(StandardCharsets.UTF_8));
    out.writeLong(window.size());
    out.writeLong(window.hop());
    out.writeLong(window.offset());
    out.writeLong(since);
    return out.toByteArray();
  }

  static Counted read(byte[] bytes) {
    ByteReader in = new ByteReader(bytes, 0);
    String identity = new String(in.readBytes(), StandardCharsets.UTF_8);
    WindowPlan window = new WindowPlan(in.readLong(), in.readLong(), in.readLong());
    return new Counted(identity, window, in.readLong());
  }
}
