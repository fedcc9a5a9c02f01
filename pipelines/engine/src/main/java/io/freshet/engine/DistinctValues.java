package io.freshet.engine;

import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A set of values as bytes, each with the time at which it was last seen: a hash table with open
 * addressing over a few arrays, so that many small sets take little memory and no objects; a few
 * values are looked through. Entries are numbered in the order in which they came. Not thread-safe.
 */
final class DistinctValues {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  private static final int INITIAL_ENTRIES = 1;
  private static final int INITIAL_BYTES = 8;

  /** Of the object and the heads of its arrays, bytes. */
  private static final int FIXED_WEIGHT = 80;

  /** So many are found without a table. */
  private static final int FEW = 8;

  private byte[] bytes = new byte[INITIAL_BYTES];

  /** For each entry its time, and its hash (upper half) with the end of its bytes. */
  private long[] entries = new long[2 * INITIAL_ENTRIES];

  /** Numbers of entries plus one by hash; a power of two long, and at most half full. */
  private int @Nullable [] table;

  private int size;

  /** The entry that was asked for last. */
  private int last;

  /** About how many of the values nobody wants any more; the owner's. */
  long forgotten;

  int size() {
    return size;
  }

  /** About how many bytes of memory it takes. */
  long weight() {
    long ofTable = table == null ? 0 : (long) Integer.BYTES * table.length;
    return FIXED_WEIGHT + bytes.length + (long) Long.BYTES * entries.length + ofTable;
  }

  long time(int entry) {
    return entries[2 * entry];
  }

  void time(int entry, long time) {
    entries[2 * entry] = time;
  }

  /** The entry with the value in {@code value}; -1 if there is none. */
  int find(ByteWriter value) {
    int hash = hash(value.bytes(), 0, value.size());
    // events of one session come one after the other
    if (size > 0 && equals(last, hash, value.bytes(), 0, value.size())) {
      return last;
    }
    int entry = find(hash, value.bytes(), 0, value.size());
    last = Math.max(0, entry);
    return entry;
  }

  /** Adds a value that is not there. */
  void add(ByteWriter value, long time) {
    add(hash(value.bytes(), 0, value.size()), value.bytes(), 0, value.size(), time);
  }

  /** Adds the next {@code length} bytes as a value; false if it is there. */
  boolean read(ByteReader in, int length, long time) {
    int begin = in.position();
    in.skip(length);
    int hash = hash(in.bytes(), begin, length);
    if (find(hash, in.bytes(), begin, length) >= 0) {
      return false;
    }
    add(hash, in.bytes(), begin, length, time);
    return true;
  }

  void write(int entry, ByteWriter out) {
    int begin = begin(entry);
    out.writeRaw(bytes, begin, end(entry) - begin);
  }

  /** Drops all entries that were last seen before {@code time}. */
  void removeBefore(long time) {
    DistinctValues kept = new DistinctValues();
    for (int i = 0; i < size; i++) {
      if (time(i) >= time) {
        int begin = begin(i);
        kept.add(hash(i), bytes, begin, end(i) - begin, time(i));
      }
    }
    bytes = kept.bytes;
    entries = kept.entries;
    table = kept.table;
    size = kept.size;
    last = kept.last;
    forgotten = 0;
  }

  private void add(int hash, byte[] from, int begin, int length, long time) {
    if (2 * size == entries.length) {
      entries = Arrays.copyOf(entries, 2 * (size + Math.max(1, size / 2)));
    }
    int used = begin(size);
    if (used + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(used + length, bytes.length + bytes.length / 2));
    }
    System.arraycopy(from, begin, bytes, used, length);
    entries[2 * size] = time;
    entries[2 * size + 1] = (long) hash << Integer.SIZE | used + length;
    last = size;
    size++;
    if (table != null && 2 * size <= table.length) {
      enter(table, size - 1);
    } else if (size > FEW) {
      table = newTable();
    }
  }

  private int[] newTable() {
    int[] larger = new int[Integer.highestOneBit(size) * 4];
    for (int i = 0; i < size; i++) {
      enter(larger, i);
    }
    return larger;
  }

  private void enter(int[] into, int entry) {
    int mask = into.length - 1;
    int slot = hash(entry) & mask;
    while (into[slot] != 0) {
      slot = slot + 1 & mask;
    }
    into[slot] = entry + 1;
  }

  private int begin(int entry) {
    return entry == 0 ? 0 : end(entry - 1);
  }

  private int end(int entry) {
    return (int) entries[2 * entry + 1];
  }

  private int hash(int entry) {
    return (int) (entries[2 * entry + 1] >>> Integer.SIZE);
  }

  private int find(int hash, byte[] value, int begin, int length) {
    if (table == null) {
      for (int i = 0; i < size; i++) {
        if (equals(i, hash, value, begin, length)) {
          return i;
        }
      }
      return -1;
    }
    int mask = table.length - 1;
    for (int slot = hash & mask; table[slot] != 0; slot = slot + 1 & mask) {
      if (equals(table[slot] - 1, hash, value, begin, length)) {
        return table[slot] - 1;
      }
    }
    return -1;
  }

  private boolean equals(int entry, int hash, byte[] value, int begin, int length) {
    return hash(entry) == hash
        && Arrays.equals(bytes, begin(entry), end(entry), value, begin, begin + length);
  }

  /** Words of eight bytes, mixed in one after the other. */
  private static int hash(byte[] value, int begin, int length) {
    long hash = length;
    int position = begin;
    int end = begin + length;
    for (; position + Long.BYTES <= end; position += Long.BYTES) {
      hash = mix(hash ^ (long) WORD.get(value, position));
    }
    long rest = 0;
    for (; position < end; position++) {
      rest = rest << Byte.SIZE | value[position] & 0xff;
    }
    return (int) (mix(hash ^ rest) >>> Integer.SIZE);
  }

  private static long mix(long value) {
    long product = value * FACTOR;
    return product ^ product >>> Integer.SIZE;
  }
}
