package io.freshet.schemas;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A growing byte array with the number forms of Freshet's binary formats. Not thread-safe. */
public final class ByteWriter {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final VarHandle LITTLE_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes;
  private int size;

  public ByteWriter(int capacity) {
    bytes = new byte[Math.max(16, capacity)];
  }

  /** Bytes written so far. */
  public int size() {
    return size;
  }

  /** Starts again at the beginning, keeping the memory. */
  public void reset() {
    Arrays.fill(bytes, 0, size, (byte) 0);
    size = 0;
  }

  /** Leaves {@code count} zero bytes. */
  public void skip(int count) {
    reserve(count);
    size += count;
  }

  /** Sets bit {@code index} of a bitmap that begins at {@code offset}, among bytes written. */
  public void setBit(int offset, int index) {
    bytes[offset + (index >> 3)] |= (byte) (1 << (index & 7));
  }

  /** Clears bit {@code index} of a bitmap that begins at {@code offset}, among bytes written. */
  public void clearBit(int offset, int index) {
    bytes[offset + (index >> 3)] &= (byte) ~(1 << (index & 7));
  }

  public void writeByte(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
  }

  /** Writes eight bytes, big-endian. */
  public void writeLong(long value) {
    reserve(8);
    LONG.set(bytes, size, value);
    size += 8;
  }

  /** Writes the low {@code count} bytes of a number, at most eight, little-endian. */
  public void writeLow(long value, int count) {
    reserve(Long.BYTES);
    LITTLE_ENDIAN.set(bytes, size, value);
    size += count;
  }

  /** Writes a zigzag varint: small magnitudes of either sign take few bytes. */
  public void writeVarLong(long value) {
    writeUnsigned(value << 1 ^ value >> 63);
  }

  /** Writes an unsigned varint, seven bits a byte, low bits first. */
  public void writeUnsigned(long value) {
    reserve(10);
    if ((value & ~0x7FL) == 0) {
      bytes[size++] = (byte) value;
      return;
    }
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest & 0x7F | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /** Writes a varint length and the bytes. */
  public void writeBytes(byte[] value) {
    writeUnsigned(value.length);
    reserve(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
  }

  /** Starts again at the beginning, keeping the memory; what is skipped next is not zero. */
  public void clear() {
    size = 0;
  }

  /** The bytes written so far are the first {@link #size()} of these. Not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** Writes {@code length} bytes as they are. */
  public void writeRaw(byte[] from, int begin, int length) {
    reserve(length);
    System.arraycopy(from, begin, bytes, size, length);
    size += length;
  }

  /** Writes a varint length and what {@code other} holds. */
  public void writeBytes(ByteWriter other) {
    writeUnsigned(other.size);
    reserve(other.size);
    System.arraycopy(other.bytes, 0, bytes, size, other.size);
    size += other.size;
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  private void reserve(int count) {
    if (size + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + count, bytes.length * 2));
    }
  }
}
