package io.freshet.sinks.delta.care;

import java.util.Arrays;

/** Takes values as compact bytes, in a buffer that grows and is used again. Not thread-safe. */
final class RowOutput {
  private static final int VAR_BITS = 7;
  private static final long VAR_MASK = (1L << VAR_BITS) - 1;
  private static final int MORE = 1 << VAR_BITS;

  private byte[] bytes = new byte[256];
  private int length;

  /** Empties the buffer. */
  void reset() {
    length = 0;
  }

  int length() {
    return length;
  }

  /** The buffer; its content ends at {@link #length}. */
  byte[] bytes() {
    return bytes;
  }

  void writeByte(int value) {
    ensure(1);
    bytes[length++] = (byte) value;
  }

  /** Eight bytes, the highest first. */
  void writeLong(long value) {
    ensure(Long.BYTES);
    for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      bytes[length++] = (byte) (value >>> shift);
    }
  }

  /** Few bytes for numbers near zero. */
  void writeVarLong(long value) {
    long rest = (value << 1) ^ (value >> (Long.SIZE - 1));
    ensure(Long.BYTES + 2);
    while ((rest & ~VAR_MASK) != 0) {
      bytes[length++] = (byte) ((rest & VAR_MASK) | MORE);
      rest >>>= VAR_BITS;
    }
    bytes[length++] = (byte) rest;
  }

  void writeBytes(byte[] value) {
    ensure(value.length);
    System.arraycopy(value, 0, bytes, length, value.length);
    length += value.length;
  }

  /** Room for so many zero bytes; answers where it begins. */
  int skip(int count) {
    ensure(count);
    int start = length;
    Arrays.fill(bytes, start, start + count, (byte) 0);
    length += count;
    return start;
  }

  /** Sets a bit of the room that begins at {@code start}. */
  void setBit(int start, int bit) {
    bytes[start + bit / Byte.SIZE] |= (byte) (1 << bit % Byte.SIZE);
  }

  private void ensure(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
