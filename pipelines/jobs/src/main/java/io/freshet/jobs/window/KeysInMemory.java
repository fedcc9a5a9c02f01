package io.freshet.jobs.window;

import java.util.Collection;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** The keys that were touched last, up to a weight. Not thread-safe. */
final class KeysInMemory {
  private final LinkedHashMap<String, LiveKey> keys = new LinkedHashMap<>(1024, 0.75f, true);
  private final long mostWeight;
  private long weight;

  /**
   * @param mostWeight about how many bytes of memory the keys may take
   */
  KeysInMemory(long mostWeight) {
    this.mostWeight = mostWeight;
  }

  @Nullable LiveKey touch(String name) {
    return keys.get(name);
  }

  void add(LiveKey key) {
    keys.put(key.key, key);
    key.inMemory = true;
    weight += key.weight;
  }

  void remove(LiveKey key) {
    if (key.inMemory) {
      keys.remove(key.key);
      key.inMemory = false;
      weight -= key.weight;
    }
  }

  /** Takes the length of a key's written state for its weight. The key need not be here. */
  void weigh(LiveKey key, int length) {
    long before = key.weight;
    key.weigh(length);
    if (key.inMemory) {
      weight += key.weight - before;
    }
  }

  /** The key that was touched longest ago, if the keys weigh more than they may; else null. */
  @Nullable LiveKey surplus() {
    return weight <= mostWeight || keys.size() <= 1 ? null : keys.values().iterator().next();
  }

  Collection<LiveKey> all() {
    return keys.values();
  }

  int size() {
    return keys.size();
  }
}
