package io.freshet.jobs.training.logged;

import io.freshet.schemas.ByteWriter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds the slots of an entity. Made of {@link LabelTimes}, laid out for look-ups of entities in no
 * order among very many: what is asked of one stands in one place of memory, so that a look-up
 * waits for memory twice, once for the table and once for that place.
 *
 * <p>The place of an entity holds, in words of 64 bits, its first slot and the number of its slots,
 * their times, the length of its key and the key, filled up with zeros.
 */
final class EntityIndex {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW = 0xFFFF_FFFFL;

  /** Not the place of any entity: the first word is not used. */
  static final int NONE = 0;

  /** Hash in the high half, place in the low half; 0: free. */
  private final long[] table;

  private final long[] words;

  EntityIndex(LabelTimes times) {
    KeyTable entities = times.entities();
    int capacity = Integer.highestOneBit(Math.max(8, entities.size())) << 2;
    table = new long[capacity];
    words = new long[size(times)];
    ByteWriter key = new ByteWriter(64);
    int place = 1;
    for (int entity = 0; entity < entities.size(); entity++) {
      key.clear();
      key.writeRaw(entities.bytes(), entities.begin(entity), entities.length(entity));
      put(hash(key), place);
      place = fill(place, times, entity, key);
    }
  }

  private static int size(LabelTimes times) {
    KeyTable entities = times.entities();
    long size = 1L + times.size();
    for (int entity = 0; entity < entities.size(); entity++) {
      size += 2 + keyWords(entities.length(entity));
    }
    return Math.toIntExact(size);
  }

  private void put(int hash, int place) {
    int mask = table.length - 1;
    int position = hash & mask;
    while (table[position] != 0) {
      position = position + 1 & mask;
    }
    table[position] = (long) hash << Integer.SIZE | place;
  }

  private int fill(int from, LabelTimes times, int entity, ByteWriter key) {
    int begin = times.begin(entity);
    int end = times.end(entity);
    int next = from;
    words[next++] = (long) begin << Integer.SIZE | end - begin;
    for (int slot = begin; slot < end; slot++) {
      words[next++] = times.time(slot);
    }
    words[next++] = key.size();
    int count = keyWords(key.size());
    pad(key);
    for (int i = 0; i < count; i++) {
      words[next++] = (long) LONG.get(key.bytes(), i * Long.BYTES);
    }
    return next;
  }

  private static int keyWords(int length) {
    return (length + Long.BYTES - 1) / Long.BYTES;
  }

  /** Fills a key up with zeros to whole words. */
  static void pad(ByteWriter key) {
    while (key.size() % Long.BYTES != 0) {
      key.writeByte(0);
    }
  }

  private static int hash(ByteWriter key) {
    return KeyTable.hash(key.bytes(), 0, key.size());
  }

  /**
   * The place of an entity; {@link #NONE} if it has no labels.
   *
   * @param hash of the key, by {@link KeyTable#hash}
   * @param bytes hold the key, filled up by {@link #pad}
   */
  int find(int hash, byte[] bytes, int begin, int length) {
    int mask = table.length - 1;
    int position = hash & mask;
    long entry = table[position];
    while (entry != 0) {
      if ((int) (entry >>> Integer.SIZE) == hash) {
        int place = (int) entry;
        if (isKey(place, bytes, begin, length)) {
          return place;
        }
      }
      position = position + 1 & mask;
      entry = table[position];
    }
    return NONE;
  }

  private boolean isKey(int place, byte[] bytes, int begin, int length) {
    int word = place + 1 + (int) (words[place] & LOW);
    if (words[word] != length) {
      return false;
    }
    for (int at = 0; at < length; at += Long.BYTES) {
      if (words[++word] != (long) LONG.get(bytes, begin + at)) {
        return false;
      }
    }
    return true;
  }

  /** The first slot of an entity. */
  int begin(int place) {
    return (int) (words[place] >>> Integer.SIZE);
  }

  /** The time of a slot of an entity. */
  long time(int place, int slot) {
    return words[place + 1 + slot - begin(place)];
  }

  /** Behind the last slot of an entity. */
  int end(int place) {
    long head = words[place];
    return (int) (head >>> Integer.SIZE) + (int) (head & LOW);
  }

  /** The first slot of an entity whose time is at least {@code time}; its end if there is none. */
  int atOrAfter(int place, long time) {
    long head = words[place];
    int first = place + 1;
    int low = first;
    int left = (int) (head & LOW);
    // no branch depends on what is found, for nobody could guess it
    while (left > 1) {
      int half = left >>> 1;
      low += words[low + half - 1] < time ? half : 0;
      left -= half;
    }
    if (left == 1 && words[low] < time) {
      low++;
    }
    return (int) (head >>> Integer.SIZE) + low - first;
  }
}
