package io.freshet.engine;

import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import java.util.Arrays;

/**
 * A set of values as bytes, each with the time at which it was last seen: a hash table with open
 * addressing over a few arrays, so that many small sets take little memory and no objects. Entries
 * are numbered in the order in which they came. Not thread-safe.
 */
final class DistinctValues {
  private static final int INITIAL_ENTRIES = 4;
  private static final int INITIAL_BYTES = 32;

  private byte[] bytes = new byte[INITIAL_BYTES];

  /** Where the bytes of each entry end. */
  private int[] ends = new int[INITIAL_ENTRIES];

  private long[] times = new long[INITIAL_ENTRIES];

  /** Numbers of entries plus one by hash; a power of two long, and at most half full. */
  private int[] table = new int[2 * INITIAL_ENTRIES];

  private int size;

  /** The entry that was asked for last. */
  private int last;

  int size() {
    return size;
  }

  long time(int entry) {
    return times[entry];
  }

  void time(int entry, long time) {
    times[entry] = time;
  }

  /** The entry with the value in {@code value}; -1 if there is none. */
  int find(ByteWriter value) {
    // events of one session come one after the other
    if (size > 0 && equals(last, value.bytes(), 0, value.size())) {
      return last;
    }
    int entry = table[slot(value.bytes(), 0, value.size())] - 1;
    last = Math.max(0, entry);
    return entry;
  }

  /** Adds a value that is not there. */
  void add(ByteWriter value, long time) {
    add(value.bytes(), 0, value.size(), time);
  }

  /** Adds the next {@code length} bytes as a value; false if it is there. */
  boolean read(ByteReader in, int length, long time) {
    int begin = in.position();
    in.skip(length);
    if (table[slot(in.bytes(), begin, length)] != 0) {
      return false;
    }
    add(in.bytes(), begin, length, time);
    return true;
  }

  void write(int entry, ByteWriter out) {
    int begin = begin(entry);
    out.writeRaw(bytes, begin, ends[entry] - begin);
  }

  /** Drops all entries that were last seen before {@code time}. */
  void removeBefore(long time) {
    DistinctValues kept = new DistinctValues();
    for (int i = 0; i < size; i++) {
      if (times[i] >= time) {
        int begin = begin(i);
        kept.add(bytes, begin, ends[i] - begin, times[i]);
      }
    }
    bytes = kept.bytes;
    ends = kept.ends;
    times = kept.times;
    table = kept.table;
    size = kept.size;
    last = kept.last;
  }

  private void add(byte[] from, int begin, int length, long time) {
    if (size == ends.length) {
      grow();
    }
    int used = begin(size);
    if (used + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(used + length, 2 * bytes.length));
    }
    int slot = slot(from, begin, length);
    System.arraycopy(from, begin, bytes, used, length);
    ends[size] = used + length;
    times[size] = time;
    last = size;
    size++;
    table[slot] = size;
  }

  private void grow() {
    ends = Arrays.copyOf(ends, 2 * size);
    times = Arrays.copyOf(times, 2 * size);
    table = new int[4 * size];
    for (int i = 0; i < size; i++) {
      int begin = begin(i);
      table[slot(bytes, begin, ends[i] - begin)] = i + 1;
    }
  }

  private int begin(int entry) {
    return entry == 0 ? 0 : ends[entry - 1];
  }

  /** Where in the table a value stands, or belongs. */
  private int slot(byte[] value, int begin, int length) {
    int mask = table.length - 1;
    int slot = hash(value, begin, length) & mask;
    while (table[slot] != 0 && !equals(table[slot] - 1, value, begin, length)) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private boolean equals(int entry, byte[] value, int begin, int length) {
    int own = begin(entry);
    return Arrays.equals(bytes, own, ends[entry], value, begin, begin + length);
  }

  /** The polynomial of {@link Arrays#hashCode(byte[])}, with its high bits mixed into the low. */
  private static int hash(byte[] value, int begin, int length) {
    int hash = 1;
    for (int i = begin; i < begin + length; i++) {
      hash = 31 * hash + value[i];
    }
    return hash ^ hash >>> 15 ^ hash >>> 7;
  }
}
