package io.freshet.jobs.training.wire;

import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;

/**
 * Times and keys of some labels, as bytes, for tasks that must know all labels of a view: a count,
 * then for each label its time and its key. A block of no bytes says that labels are at fault, so
 * that nothing more needs to be done.
 */
public final class IndexBlock {
  /** Number of labels in a block. */
  public static final int LABELS = 4_096;

  private static final byte[] AT_FAULT = {};

  private final ByteWriter labels = new ByteWriter(1 << 16);
  private int count;

  /** Takes a label. */
  public void add(long time, ByteWriter key) {
    labels.writeLong(time);
    labels.writeBytes(key);
    count++;
  }

  public int count() {
    return count;
  }

  /** The block; begins a new one. */
  public byte[] drain() {
    ByteWriter block = new ByteWriter(labels.size() + 5);
    block.writeUnsigned(count);
    block.writeRaw(labels.bytes(), 0, labels.size());
    labels.clear();
    count = 0;
    return block.toByteArray();
  }

  /** The block that says that labels are at fault. */
  public static byte[] atFault() {
    return AT_FAULT;
  }

  /** Whether a block says that labels are at fault. */
  public static boolean isAtFault(byte[] block) {
    return block.length == 0;
  }

  /** Takes labels. */
  @FunctionalInterface
  public interface Consumer {
    void accept(long time, byte[] bytes, int keyBegin, int keyLength);
  }

  /** Reads a block. */
  public static void forEach(byte[] block, Consumer consumer) {
    ByteReader in = new ByteReader(block, 0);
    int count = in.readCount();
    for (int i = 0; i < count; i++) {
      long time = in.readLong();
      int length = in.readCount();
      consumer.accept(time, block, in.position(), length);
      in.skip(length);
    }
  }
}
