package io.freshet.jobs.window;

import io.freshet.engine.ViewEngine;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a view's task: those in memory, and the way between memory and keyed state. Keyed
 * state is written when a key leaves memory and before each checkpoint, so a burst of events of one
 * key costs one access. Not thread-safe.
 */
final class ViewKeys {
  private final ViewEngine engine;
  private final KeyedStateBackend<String> backend;
  private final ValueState<byte[]> states;
  private final ExpiryIndex index;
  private final KeysInMemory memory;
  private final WakeQueue wakes = new WakeQueue();

  ViewKeys(
      ViewEngine engine,
      KeyedStateBackend<String> backend,
      ValueState<byte[]> states,
      ExpiryIndex index,
      long memory) {
    this.engine = engine;
    this.backend = backend;
    this.states = states;
    this.index = index;
    this.memory = new KeysInMemory(memory);
  }

  /** The key, brought into memory; a new one if there is no state. */
  LiveKey bring(String name) throws Exception {
    LiveKey key = memory.touch(name);
    if (key == null) {
      key = load(name);
      if (key == null) {
        key = new LiveKey(name, engine.newState(), Long.MAX_VALUE);
      }
      memory.add(key);
      wakes.update(key);
    }
    return key;
  }

  /** The key if it is in memory. */
  @Nullable LiveKey inMemory(String name) {
    return memory.find(name);
  }

  /** A key that has state, without a place in memory; null if it has none. */
  @Nullable LiveKey load(String name) throws Exception {
    backend.setCurrentKey(name);
    byte[] bytes = states.value();
    if (bytes == null) {
      return null;
    }
    var state = engine.read(bytes);
    return new LiveKey(name, state, state.nextInstant());
  }

  /** Notes when something happens to a key in memory next. */
  void schedule(LiveKey key) {
    wakes.update(key);
  }

  /**
   * A key in memory with an instant no later than {@code clock}, which must be scheduled anew; null
   * if there is none.
   */
  @Nullable LiveKey wake(long clock) {
    return wakes.poll(clock);
  }

  /** The key that must leave memory; null if none must. */
  @Nullable LiveKey surplus() {
    return memory.surplus();
  }

  /** Takes a key out of memory, written. */
  void evict(LiveKey key) throws Exception {
    write(key);
    memory.remove(key);
    wakes.remove(key);
  }

  /** Writes a key if it has changed, and sees to it that its expiry is known. */
  void write(LiveKey key) throws Exception {
    if (!key.dirty) {
      return;
    }
    byte[] bytes = engine.write(key.state);
    backend.setCurrentKey(key.key);
    states.update(bytes);
    arm(key);
    key.dirty = false;
    memory.weigh(key);
  }

  /** Sees to it that the expiry of a key is known to keyed state. */
  void arm(LiveKey key) throws Exception {
    long next = key.state.nextInstant();
    if (next < key.armed) {
      index.add(key.key, next);
      key.armed = next;
    }
  }

  void writeAll() throws Exception {
    for (LiveKey key : memory.all()) {
      write(key);
    }
  }

  /** Leaves nothing behind. */
  void forget(LiveKey key) {
    backend.setCurrentKey(key.key);
    states.clear();
    memory.remove(key);
    wakes.remove(key);
  }

  int inMemory() {
    return memory.size();
  }
}
