package io.freshet.jobs.window;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys that were touched lately, up to a weight. Who must leave is found by a hand that goes
 * round: a key that was touched since it last came by stays for another round. Not thread-safe.
 */
final class KeysInMemory {
  private final Map<String, LiveKey> byName = new HashMap<>();
  private final List<LiveKey> ring = new ArrayList<>();
  private final long mostWeight;
  private long weight;
  private int hand;

  /**
   * @param mostWeight about how many bytes of memory the keys may take
   */
  KeysInMemory(long mostWeight) {
    this.mostWeight = mostWeight;
  }

  @Nullable LiveKey touch(String name) {
    LiveKey key = byName.get(name);
    if (key != null) {
      key.touched = true;
    }
    return key;
  }

  /** The key, without a touch. */
  @Nullable LiveKey find(String name) {
    return byName.get(name);
  }

  void add(LiveKey key) {
    byName.put(key.key, key);
    key.place = ring.size();
    ring.add(key);
    weight += key.weight;
  }

  void remove(LiveKey key) {
    if (key.isInMemory()) {
      byName.remove(key.key);
      LiveKey last = ring.remove(ring.size() - 1);
      if (last != key) {
        ring.set(key.place, last);
        last.place = key.place;
      }
      key.place = LiveKey.NOWHERE;
      weight -= key.weight;
    }
  }

  /** Weighs a key anew. It need not be here. */
  void weigh(LiveKey key) {
    long before = key.weight;
    key.weigh();
    if (key.isInMemory()) {
      weight += key.weight - before;
    }
  }

  /** A key that was not touched lately, if the keys weigh more than they may; else null. */
  @Nullable LiveKey surplus() {
    if (weight <= mostWeight || ring.size() <= 1) {
      return null;
    }
    while (true) {
      hand = hand + 1 < ring.size() ? hand + 1 : 0;
      LiveKey key = ring.get(hand);
      if (!key.touched) {
        return key;
      }
      key.touched = false;
    }
  }

  /** All of them. Not to be changed. */
  List<LiveKey> all() {
    return ring;
  }

  int size() {
    return ring.size();
  }
}
