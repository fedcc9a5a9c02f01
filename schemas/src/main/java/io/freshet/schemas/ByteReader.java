package io.freshet.schemas;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Reads what {@link ByteWriter} wrote. Every fault of the bytes is a {@link MalformedRowException};
 * nothing outside them is read. Not thread-safe.
 */
public final class ByteReader {
  private final byte[] bytes;
  private int position;

  public ByteReader(byte[] bytes, int position) {
    this.bytes = bytes;
    this.position = position;
    if (position > bytes.length) {
      throw truncated();
    }
  }

  public byte readByte() {
    if (position >= bytes.length) {
      throw truncated();
    }
    return bytes[position++];
  }

  public long readLong() {
    if (bytes.length - position < 8) {
      throw truncated();
    }
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = value << 8 | bytes[position++] & 0xff;
    }
    return value;
  }

  public long readVarLong() {
    long raw = readUnsigned();
    return raw >>> 1 ^ -(raw & 1);
  }

  public long readUnsigned() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte b = readByte();
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        if (shift == 63 && b > 1) {
          break;
        }
        return value;
      }
    }
    throw new MalformedRowException("a varint has more than 64 bits");
  }

  /** Reads an unsigned varint that must fit a non-negative int, such as a count. */
  public int readCount() {
    long count = readUnsigned();
    if (count < 0 || count > Integer.MAX_VALUE) {
      throw new MalformedRowException("a count of " + Long.toUnsignedString(count));
    }
    return (int) count;
  }

  public byte[] readBytes() {
    return readBytes(readCount());
  }

  /** Reads {@code length} bytes. */
  public byte[] readBytes(int length) {
    skip(length);
    return Arrays.copyOfRange(bytes, position - length, position);
  }

  /** Passes over {@code length} bytes. */
  public void skip(int length) {
    position = endOf(length);
  }

  /** Where the next {@code length} bytes end. */
  public int endOf(int length) {
    if (length > bytes.length - position) {
      throw truncated();
    }
    return position + length;
  }

  /** Checks that exactly what comes before {@code end} has been read. */
  public void expectPosition(int end) {
    if (position != end) {
      throw new MalformedRowException("a part ends at " + position + " instead of " + end);
    }
  }

  /** Where the next byte is read. */
  public int position() {
    return position;
  }

  /** Goes back, or on, to a position that was read from. */
  public void position(int position) {
    this.position = position;
  }

  /** The bytes that are read from. Not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** How many bytes are left. */
  public int remaining() {
    return bytes.length - position;
  }

  public BigInteger readBigInteger() {
    byte[] value = readBytes();
    if (value.length == 0) {
      throw new MalformedRowException("an integer of no bytes");
    }
    return new BigInteger(value);
  }

  public boolean hasMore() {
    return position < bytes.length;
  }

  /** Checks that nothing is left. */
  public void expectEnd() {
    if (hasMore()) {
      throw new MalformedRowException((bytes.length - position) + " bytes too many");
    }
  }

  private MalformedRowException truncated() {
    return new MalformedRowException("the bytes end at " + bytes.length + ", inside a value");
  }
}
