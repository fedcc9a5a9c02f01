package io.freshet.schemas;

/**
 * The parts of a packed row behind its header.
 *
 * <pre>
 * flags     1 byte: bits 0-1 how the present features are told, 2-3 the others, 4 whether there
 *           are repetitions; the rest 0
 * present   a bitmap: features with a value of their own in the row
 * repeats   for each present feature a bit: it is as the present feature before it
 * others    a bitmap: of the features that are not present those that are NULL where something
 *           else is implied, or zero where NULL is
 * codes     four bits for each present feature that repeats nothing, low ones first
 * payload   their bytes, one after the other
 * </pre>
 *
 * <p>A bitmap has feature {@code i} at bit {@code i % 8} of byte {@code i / 8}. It is told as one
 * of
 *
 * <ul>
 *   <li>0: no bit is set, 1: all are; no bytes
 *   <li>2: its bytes
 *   <li>3: a bitmap of which of its bytes are not zero, and these
 * </ul>
 */
final class RowSections {
  private static final int NONE = 0;
  private static final int ALL = 1;
  private static final int BYTES = 2;
  private static final int SPARSE = 3;
  private static final int REPEATS = 16;
  private static final int KNOWN_FLAGS = 31;

  final byte[] row;
  final long[] present;
  final long[] others;
  final int presentCount;

  /** Where the bits of repetitions begin; 0 if there are none. */
  final int repeatsAt;

  final int codesAt;
  final int codeCount;
  final int payloadAt;

  /**
   * Finds the parts of a row.
   *
   * @param features how many its layout has
   * @throws MalformedRowException if there are none
   */
  RowSections(byte[] row, int features) {
    this.row = row;
    ByteReader in = new ByteReader(row, PackedRow.HEADER_LENGTH);
    int flags = in.readByte();
    if ((flags & ~KNOWN_FLAGS) != 0) {
      throw new MalformedRowException("the flags " + (flags & 0xff));
    }
    present = readBitmap(in, flags & 3, features);
    presentCount = countBits(present);
    int repeated = 0;
    int repeats = 0;
    if ((flags & REPEATS) != 0) {
      repeats = in.position();
      in.skip(bytesOf(presentCount));
      repeated = countRepeats(repeats, presentCount);
      if (presentCount == 0
          || (row[repeats] & 1) != 0
          || countRepeats(repeats, bytesOf(presentCount) << 3) != repeated) {
        throw new MalformedRowException("a repetition of nothing");
      }
    }
    repeatsAt = repeats;
    others = readBitmap(in, flags >> 2 & 3, features);
    for (int i = 0; i < others.length; i++) {
      if ((others[i] & present[i]) != 0) {
        throw new MalformedRowException("a value that is there and is not");
      }
    }
    codesAt = in.position();
    codeCount = presentCount - repeated;
    in.skip(codeCount + 1 >> 1);
    payloadAt = in.position();
    if ((codeCount & 1) != 0 && (row[payloadAt - 1] & 0xf0) != 0) {
      throw new MalformedRowException("a code without a value");
    }
  }

  /** Of the first {@code count} present features how many repeat the one before. */
  int repeatsBefore(int count) {
    return repeatsAt == 0 ? 0 : countRepeats(repeatsAt, count);
  }

  private int countRepeats(int offset, int count) {
    int repeated = 0;
    int whole = count >> 3;
    for (int i = 0; i < whole; i++) {
      repeated += Integer.bitCount(row[offset + i] & 0xff);
    }
    int rest = count & 7;
    return rest == 0
        ? repeated
        : repeated + Integer.bitCount(row[offset + whole] & (1 << rest) - 1);
  }

  /** Whether the present feature with {@code index} among the present ones repeats. */
  boolean isRepeat(int index) {
    return repeatsAt != 0 && (row[repeatsAt + (index >> 3)] >> (index & 7) & 1) != 0;
  }

  /** The code of the value with {@code index} among those that repeat nothing. */
  int code(int index) {
    return row[codesAt + (index >> 1)] >> ((index & 1) << 2) & 15;
  }

  static byte[] write(
      long[] present,
      long[] others,
      long[] repeats,
      int features,
      byte[] codes,
      int codeCount,
      ByteWriter payload) {
    int presentCount = countBits(present);
    boolean repeated = codeCount < presentCount;
    int presentMode = mode(present, features, presentCount);
    int othersMode = mode(others, features, countBits(others));
    int length =
        PackedRow.HEADER_LENGTH
            + 1
            + length(present, presentMode, features)
            + (repeated ? bytesOf(presentCount) : 0)
            + length(others, othersMode, features)
            + (codeCount + 1 >> 1)
            + payload.size();
    byte[] row = new byte[length];
    int at = PackedRow.HEADER_LENGTH;
    row[at++] = (byte) (presentMode | othersMode << 2 | (repeated ? REPEATS : 0));
    at = writeBitmap(row, at, present, presentMode, features);
    if (repeated) {
      writeRepeats(row, at, present, repeats);
      at += bytesOf(presentCount);
    }
    at = writeBitmap(row, at, others, othersMode, features);
    for (int i = 0; i < codeCount; i++) {
      row[at + (i >> 1)] |= (byte) (codes[i] << ((i & 1) << 2));
    }
    at += codeCount + 1 >> 1;
    System.arraycopy(payload.bytes(), 0, row, at, payload.size());
    return row;
  }

  /** A bit for each present feature, set where it repeats. */
  private static void writeRepeats(byte[] row, int at, long[] present, long[] repeats) {
    int index = 0;
    for (int word = 0; word < present.length; word++) {
      if (repeats[word] == 0) {
        index += Long.bitCount(present[word]);
        continue;
      }
      for (long rest = present[word]; rest != 0; rest &= rest - 1) {
        long bit = repeats[word] >>> Long.numberOfTrailingZeros(rest) & 1;
        row[at + (index >> 3)] |= (byte) (bit << (index & 7));
        index++;
      }
    }
  }

  private static int mode(long[] bits, int features, int count) {
    if (count == 0) {
      return NONE;
    }
    if (count == features) {
      return ALL;
    }
    int bytes = bytesOf(features);
    return bytesOf(bytes) + bytesNotZero(bits, bytes) < bytes ? SPARSE : BYTES;
  }

  private static int length(long[] bits, int mode, int features) {
    int bytes = bytesOf(features);
    return switch (mode) {
      case BYTES -> bytes;
      case SPARSE -> bytesOf(bytes) + bytesNotZero(bits, bytes);
      default -> 0;
    };
  }

  private static int writeBitmap(byte[] row, int at, long[] bits, int mode, int features) {
    int bytes = bytesOf(features);
    if (mode == NONE || mode == ALL) {
      return at;
    }
    int next = mode == SPARSE ? at + bytesOf(bytes) : at;
    for (int i = 0; i < bytes; i++) {
      byte value = (byte) (bits[i >> 3] >>> ((i & 7) << 3));
      if (mode == BYTES) {
        row[next++] = value;
      } else if (value != 0) {
        row[at + (i >> 3)] |= (byte) (1 << (i & 7));
        row[next++] = value;
      }
    }
    return next;
  }

  private static long[] readBitmap(ByteReader in, int mode, int features) {
    long[] bits = new long[features + Long.SIZE - 1 >> 6];
    int bytes = bytesOf(features);
    switch (mode) {
      case ALL -> {
        for (int i = 0; i < bits.length; i++) {
          bits[i] = -1L >>> Math.max(0, (i + 1 << 6) - features);
        }
      }
      case BYTES -> {
        for (int i = 0; i < bytes; i++) {
          bits[i >> 3] |= (in.readByte() & 0xffL) << ((i & 7) << 3);
        }
      }
      case SPARSE -> readSparse(in, bytes, bits);
      default -> {}
    }
    int rest = features & Long.SIZE - 1;
    if (rest != 0 && bits[bits.length - 1] >>> rest != 0) {
      throw new MalformedRowException("more values than the layout's " + features);
    }
    return bits;
  }

  private static void readSparse(ByteReader in, int bytes, long[] bits) {
    byte[] row = in.bytes();
    int at = in.position();
    in.skip(bytesOf(bytes));
    for (int i = 0; i < bytesOf(bytes); i++) {
      for (int rest = row[at + i] & 0xff; rest != 0; rest &= rest - 1) {
        int index = (i << 3) + Integer.numberOfTrailingZeros(rest);
        if (index >= bytes) {
          throw new MalformedRowException("a bitmap of more than " + bytes + " bytes");
        }
        long value = in.readByte() & 0xffL;
        if (value == 0) {
          throw new MalformedRowException("a byte of a bitmap that is zero and should not be");
        }
        bits[index >> 3] |= value << ((index & 7) << 3);
      }
    }
  }

  private static int bytesNotZero(long[] bits, int bytes) {
    int count = 0;
    for (int i = 0; i < bytes; i++) {
      count += (bits[i >> 3] >>> ((i & 7) << 3) & 0xff) == 0 ? 0 : 1;
    }
    return count;
  }

  private static int countBits(long[] bits) {
    int count = 0;
    for (long word : bits) {
      count += Long.bitCount(word);
    }
    return count;
  }

  private static int bytesOf(int bits) {
    return bits + 7 >> 3;
  }
}
