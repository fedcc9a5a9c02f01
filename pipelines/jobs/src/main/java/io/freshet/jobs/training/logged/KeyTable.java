package io.freshet.jobs.training.logged;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Numbers for keys of bytes, from 0 on in the order in which they came. Open addressing over arrays
 * of primitives: a key costs its bytes and some 16 more. Not thread-safe.
 */
final class KeyTable {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
  private static final long FREE = 0;

  /** Hash in the high half, number plus 1 in the low half. */
  private long[] table = new long[1 << 10];

  private int[] ends = new int[512];
  private byte[] bytes = new byte[1 << 12];
  private int size;

  /** Number of keys. */
  int size() {
    return size;
  }

  /** The number of a key, a new one if it is not there yet. */
  int add(byte[] from, int begin, int length) {
    int hash = hash(from, begin, length);
    int place = place(hash, from, begin, length);
    if (table[place] != FREE) {
      return (int) table[place] - 1;
    }
    append(from, begin, length);
    table[place] = (long) hash << Integer.SIZE | size;
    if (2 * size > table.length) {
      grow();
    }
    return size - 1;
  }

  /** The number of a key; -1 if it is not there. */
  int find(byte[] from, int begin, int length) {
    return (int) table[place(hash(from, begin, length), from, begin, length)] - 1;
  }

  /** The bytes of all keys, one behind the other. */
  byte[] bytes() {
    return bytes;
  }

  /** Where a key begins in {@link #bytes()}. */
  int begin(int key) {
    return key == 0 ? 0 : ends[key - 1];
  }

  /** Number of bytes of a key. */
  int length(int key) {
    return ends[key] - begin(key);
  }

  /** Where the key is in the table, or where it would be. */
  private int place(int hash, byte[] from, int begin, int length) {
    int mask = table.length - 1;
    int place = hash & mask;
    long entry = table[place];
    while (entry != FREE) {
      if ((int) (entry >>> Integer.SIZE) == hash && isKey((int) entry - 1, from, begin, length)) {
        return place;
      }
      place = place + 1 & mask;
      entry = table[place];
    }
    return place;
  }

  private boolean isKey(int key, byte[] from, int begin, int length) {
    return Arrays.equals(bytes, begin(key), ends[key], from, begin, begin + length);
  }

  private void append(byte[] from, int begin, int length) {
    int used = size == 0 ? 0 : ends[size - 1];
    int needed = Math.addExact(used, length);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, 2L * needed));
    }
    System.arraycopy(from, begin, bytes, used, length);
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, 2 * size);
    }
    ends[size] = needed;
    size++;
  }

  private void grow() {
    long[] old = table;
    table = new long[old.length * 2];
    int mask = table.length - 1;
    for (long entry : old) {
      if (entry != FREE) {
        int place = (int) (entry >>> Integer.SIZE) & mask;
        while (table[place] != FREE) {
          place = place + 1 & mask;
        }
        table[place] = entry;
      }
    }
  }

  /** A hash of which all bits are good. */
  static int hash(byte[] from, int begin, int length) {
    long hash = length * MULTIPLIER;
    int position = begin;
    int end = begin + length;
    while (position + Long.BYTES <= end) {
      hash = mix(hash, (long) LONG.get(from, position));
      position += Long.BYTES;
    }
    long rest = 0;
    while (position < end) {
      rest = rest << Byte.SIZE | from[position++] & 0xFF;
    }
    hash = mix(hash, rest);
    return (int) (hash >>> Integer.SIZE);
  }

  private static long mix(long hash, long word) {
    long mixed = (hash ^ word) * MULTIPLIER;
    return (mixed ^ mixed >>> 29) * MULTIPLIER;
  }
}
