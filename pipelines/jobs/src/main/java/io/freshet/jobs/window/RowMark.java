package io.freshet.jobs.window;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A number of 64 bits that stands for the values of a row: two rows with other values have the same
 * one with a probability of about 2^-64. It is kept with a key's state, so the values never change.
 *
 * <p>Words of eight bytes are mixed in one after the other; each step is a bijection of what came
 * before (a multiplication by an odd number and a shifted exclusive or, as in MurmurHash's
 * finalizer).
 */
final class RowMark {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  private RowMark() {}

  /**
   * The mark of the bytes from {@code offset} on; never 0.
   *
   * @param seed other seeds give other marks
   */
  static long of(byte[] row, int offset, long seed) {
    long mark = mix(seed ^ row.length);
    int position = offset;
    for (; position + Long.BYTES <= row.length; position += Long.BYTES) {
      mark = mix(mark ^ (long) WORD.get(row, position));
    }
    long rest = 0;
    for (; position < row.length; position++) {
      rest = rest << 8 | row[position] & 0xff;
    }
    mark = mix(mark ^ rest);
    return mark == 0 ? 1 : mark;
  }

  private static long mix(long value) {
    long mixed = (value ^ value >>> 32) * FACTOR;
    return mixed ^ mixed >>> 29;
  }
}
