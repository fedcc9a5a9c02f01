package io.freshet.sinks.delta.care;

import java.util.Arrays;

/** Reads what {@link RowOutput} has written. Not thread-safe. */
final class RowInput {
  private static final int VAR_BITS = 7;
  private static final int VAR_MASK = (1 << VAR_BITS) - 1;

  private byte[] bytes = {};
  private int position;

  /** Goes on reading at {@code start} of {@code source}. */
  RowInput at(byte[] source, int start) {
    bytes = source;
    position = start;
    return this;
  }

  byte readByte() {
    return bytes[position++];
  }

  long readLong() {
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = value << Byte.SIZE | (bytes[position++] & 0xFF);
    }
    return value;
  }

  long readVarLong() {
    long rest = 0;
    int shift = 0;
    byte next = readByte();
    while (next < 0) {
      rest |= (long) (next & VAR_MASK) << shift;
      shift += VAR_BITS;
      next = readByte();
    }
    rest |= (long) next << shift;
    return (rest >>> 1) ^ -(rest & 1);
  }

  byte[] readBytes(int count) {
    byte[] copy = Arrays.copyOfRange(bytes, position, position + count);
    position += count;
    return copy;
  }

  /** Passes over so many bytes; answers where they begin. */
  int skip(int count) {
    int start = position;
    position += count;
    return start;
  }

  /** A bit of the room that begins at {@code start}. */
  boolean bit(int start, int bit) {
    return (bytes[start + bit / Byte.SIZE] & 1 << bit % Byte.SIZE) != 0;
  }
}
