package io.freshet.jobs.training.wire;

import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import java.util.List;

/**
 * A label on its way, as bytes: its time, its entity key for each view of the set, its columns, and
 * one {@link Section} for each view that has been joined so far.
 *
 * <p>A key is the packed values of the join keys, in order; of no bytes where one of them is NULL.
 */
public final class LabelRow {
  private LabelRow() {}

  /** Writes a label that has not been joined yet. */
  public static void write(long time, List<ByteWriter> keys, ByteWriter columns, ByteWriter out) {
    out.writeLong(time);
    keys.forEach(out::writeBytes);
    out.writeBytes(columns);
  }

  /** The label's time, UTC milliseconds. */
  public static long time(byte[] label) {
    return new ByteReader(label, 0).readLong();
  }

  /**
   * A reader that stands at the length of the key for a view.
   *
   * @param view number of the view in the set
   */
  public static ByteReader key(byte[] label, int view) {
    ByteReader in = new ByteReader(label, Long.BYTES);
    for (int i = 0; i < view; i++) {
      in.skip(in.readCount());
    }
    return in;
  }

  /** A reader that stands at the length of the columns. */
  public static ByteReader columns(byte[] label, int views) {
    return key(label, views);
  }

  /** The label with one section more. */
  public static byte[] with(byte[] label, ByteWriter section, ByteWriter scratch) {
    scratch.clear();
    scratch.writeRaw(label, 0, label.length);
    scratch.writeBytes(section);
    return scratch.toByteArray();
  }
}
