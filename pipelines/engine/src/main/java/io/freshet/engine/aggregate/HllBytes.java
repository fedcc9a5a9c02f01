package io.freshet.engine.aggregate;

import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import io.freshet.schemas.MalformedRowException;
import java.util.Arrays;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;

/**
 * The bytes of a HyperLogLog sketch: those of DataSketches, whose layout is the same in all its
 * versions and languages, without the head that says how they are to be understood.
 *
 * <p>A sketch of few values is twice their number as varint and four bytes for each. A larger one
 * is 1, and the compact sketch of half a byte for each register with its length.
 */
final class HllBytes {
  /** Registers, as a power of two. */
  static final int LG_REGISTERS = 12;

  private static final int LIST_MODE = 0;
  private static final int SET_MODE = 1;
  private static final int REGISTERS_MODE = 2;
  private static final int MODE_MASK = 3;
  private static final int FLAGS_BYTE = 5;
  private static final int COMPACT = 8;
  private static final int MODE_BYTE = 7;
  private static final int LIST_HEAD = 8;
  private static final int SET_HEAD = 12;

  /** Up to so many values are kept as they are. */
  static final int MOST_VALUES = 3 << LG_REGISTERS - 5;

  /** How a sketch of few values begins; their number, four bytes, goes before the values. */
  private static final byte[] VALUES_HEAD = {3, 1, 7, LG_REGISTERS, 0, COMPACT, 0, SET_MODE};

  /** How a larger sketch begins. */
  private static final byte[] REGISTERS_HEAD = {10, 1, 7, LG_REGISTERS};

  private static final int BASE_BYTE = 6;
  private static final int MOST_BASE = 63;
  private static final int EXCEPTIONS_BYTE = 36;
  private static final int EXCEPTIONS_START = 40 + (1 << LG_REGISTERS - 1);

  private HllBytes() {}

  static void write(Union state, ByteWriter out) {
    byte[] image = state.getResult(TgtHllType.HLL_4).toCompactByteArray();
    int mode = image[MODE_BYTE] & MODE_MASK;
    if (mode == LIST_MODE || mode == SET_MODE) {
      int head = mode == LIST_MODE ? LIST_HEAD : SET_HEAD;
      out.writeUnsigned((image.length - head) / 4 * 2L);
      for (int i = head; i < image.length; i++) {
        out.writeByte(image[i]);
      }
    } else {
      out.writeUnsigned(1);
      out.writeBytes(image);
    }
  }

  /** Reads what {@link #write} wrote into an empty sketch. */
  static void read(ByteReader in, Union into) {
    int head = in.readCount();
    byte[] image = head == 1 ? registers(in) : values(in, head);
    try {
      into.update(HllSketch.heapify(image));
    } catch (RuntimeException e) {
      throw new MalformedRowException("a sketch of " + image.length + " bytes that is none", e);
    }
  }

  private static byte[] values(ByteReader in, int head) {
    int count = head / 2;
    if (head % 2 != 0 || count > MOST_VALUES) {
      throw new MalformedRowException("a sketch of " + count + " values");
    }
    byte[] image = Arrays.copyOf(VALUES_HEAD, SET_HEAD + 4 * count);
    putInt(image, VALUES_HEAD.length, count);
    for (int i = SET_HEAD; i < image.length; i++) {
      image[i] = in.readByte();
    }
    return image;
  }

  /** Checks the lengths, which DataSketches takes on trust. */
  private static byte[] registers(ByteReader in) {
    byte[] image = in.readBytes();
    boolean isSketch =
        image.length >= EXCEPTIONS_START
            && Arrays.equals(image, 0, 4, REGISTERS_HEAD, 0, 4)
            && image[MODE_BYTE] == REGISTERS_MODE
            && (image[FLAGS_BYTE] & COMPACT) != 0
            && image[BASE_BYTE] >= 0
            && image[BASE_BYTE] <= MOST_BASE
            && getInt(image, EXCEPTIONS_BYTE) == (image.length - EXCEPTIONS_START) / 4
            && image.length % 4 == 0;
    if (!isSketch) {
      throw new MalformedRowException("a sketch of " + image.length + " bytes that is none");
    }
    return image;
  }

  private static void putInt(byte[] bytes, int at, int value) {
    for (int i = 0; i < 4; i++) {
      bytes[at + i] = (byte) (value >>> 8 * i);
    }
  }

  private static int getInt(byte[] bytes, int at) {
    int value = 0;
    for (int i = 3; i >= 0; i--) {
      value = value << 8 | bytes[at + i] & 0xff;
    }
    return value;
  }
}
