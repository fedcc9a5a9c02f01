package io.freshet.jobs.training.logged;

import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;

/**
 * What a task that reads the table tells those that have the labels, as bytes: a row (its key, its
 * version, when it became readable, its packed features), or that a row would leak to the labels of
 * an entity at a time.
 */
final class RowMessage {
  static final int ROW = 1;
  static final int LEAK = 2;

  private RowMessage() {}

  /** Begins a row; its packed features are written behind. */
  static void beginRow(
      byte[] keys,
      int keyBegin,
      int keyLength,
      long generation,
      long featureTimestamp,
      long sequence,
      long available,
      ByteWriter out) {
    out.clear();
    out.writeByte(ROW);
    key(keys, keyBegin, keyLength, out);
    out.writeLong(generation);
    out.writeLong(featureTimestamp);
    out.writeLong(sequence);
    out.writeLong(available);
  }

  /** Writes that a row would leak to the labels at a time. */
  static void leak(
      byte[] keys,
      int keyBegin,
      int keyLength,
      long time,
      long available,
      long delay,
      ByteWriter out) {
    out.clear();
    out.writeByte(LEAK);
    key(keys, keyBegin, keyLength, out);
    out.writeLong(time);
    out.writeLong(available);
    out.writeLong(delay);
  }

  private static void key(byte[] keys, int begin, int length, ByteWriter out) {
    out.writeUnsigned(length);
    out.writeRaw(keys, begin, length);
  }

  static int kind(byte[] message) {
    return message[0];
  }

  /** A reader that stands at the length of the key. */
  static ByteReader key(byte[] message) {
    return new ByteReader(message, 1);
  }
}
