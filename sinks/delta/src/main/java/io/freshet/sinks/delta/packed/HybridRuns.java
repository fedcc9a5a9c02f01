package io.freshet.sinks.delta.packed;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Parquet's form of small numbers: runs of one number, and groups of eight numbers of so many bits,
 * low bits first.
 */
final class HybridRuns {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int GROUP = 8;

  private HybridRuns() {}

  /**
   * Reads {@code count} numbers.
   *
   * @param bytes hold them from {@code begin} on; a damaged length may lead to any number, or to an
   *     exception, but not out of the array
   * @param width bits of a number, 0 to 32
   */
  static void read(byte[] bytes, int begin, int width, int[] numbers, int count) {
    if (width == 0) {
      Arrays.fill(numbers, 0, count, 0);
      return;
    }
    int position = begin;
    int done = 0;
    while (done < count) {
      int header = 0;
      for (int shift = 0; ; shift += 7) {
        byte part = bytes[position++];
        header |= (part & 0x7F) << shift;
        if (part >= 0) {
          break;
        }
      }
      int length = header >>> 1;
      if ((header & 1) == 0) {
        int end = Math.min(count, done + length);
        Arrays.fill(numbers, done, end, number(bytes, position, (width + 7) / Byte.SIZE));
        position += (width + 7) / Byte.SIZE;
        done = end;
      } else {
        int end = Math.min(count, done + length * GROUP);
        unpack(bytes, position, width, numbers, done, end);
        position += length * width;
        done = end;
      }
    }
  }

  /** Whether the numbers are one run of {@code number}, or several that begin with a whole one. */
  static boolean isAll(byte[] bytes, int begin, int number, int count) {
    int header = 0;
    int position = begin;
    for (int shift = 0; ; shift += 7) {
      byte part = bytes[position++];
      header |= (part & 0x7F) << shift;
      if (part >= 0) {
        break;
      }
    }
    return (header & 1) == 0 && header >>> 1 >= count && bytes[position] == number;
  }

  private static void unpack(
      byte[] bytes, int position, int width, int[] numbers, int from, int to) {
    long mask = (1L << width) - 1;
    long bit = (long) position * Byte.SIZE;
    for (int i = from; i < to; i++) {
      numbers[i] = (int) (word(bytes, (int) (bit >>> 3)) >>> (bit & 7) & mask);
      bit += width;
    }
  }

  /** Eight bytes, zeros behind the last one. */
  private static long word(byte[] bytes, int position) {
    if (position + Long.BYTES <= bytes.length) {
      return (long) LONG.get(bytes, position);
    }
    long word = 0;
    for (int i = position; i < bytes.length; i++) {
      word |= (bytes[i] & 0xFFL) << (i - position) * Byte.SIZE;
    }
    return word;
  }

  private static int number(byte[] bytes, int position, int length) {
    int number = 0;
    for (int i = 0; i < length; i++) {
      number |= (bytes[position + i] & 0xFF) << i * Byte.SIZE;
    }
    return number;
  }
}
