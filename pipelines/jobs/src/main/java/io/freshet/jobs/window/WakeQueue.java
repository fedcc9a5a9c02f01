package io.freshet.jobs.window;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The keys in memory by the instant at which something happens to them next. Instants are few, so
 * each has a list. A key whose instant has moved on stays in its list until that is due, and is put
 * into a later one then: most keys move on with each event, and that costs nothing. Not
 * thread-safe.
 */
final class WakeQueue {
  /** Lists are swept when more entries than this, and more than half of all, mean nothing. */
  private static final int FEW = 10_000;

  private final TreeMap<Long, List<LiveKey>> lists = new TreeMap<>();
  private int entries;
  private int stale;

  /** Sees to it that a key is woken at its next instant. */
  void update(LiveKey key) {
    long instant = key.state.nextInstant();
    if (instant < key.wakeAt) {
      if (key.wakeAt != Long.MAX_VALUE) {
        stale++;
      }
      key.wakeAt = instant;
      lists.computeIfAbsent(instant, i -> new ArrayList<>()).add(key);
      entries++;
    }
  }

  /** Forgets a key. */
  void remove(LiveKey key) {
    if (key.wakeAt != Long.MAX_VALUE) {
      key.wakeAt = Long.MAX_VALUE;
      stale++;
      if (stale > FEW && 2 * stale > entries) {
        sweep();
      }
    }
  }

  /** Takes out a key with an instant no later than {@code clock}; null if there is none. */
  @Nullable LiveKey poll(long clock) {
    while (!lists.isEmpty() && lists.firstKey() <= clock) {
      Map.Entry<Long, List<LiveKey>> first = lists.firstEntry();
      List<LiveKey> keys = first.getValue();
      LiveKey key = keys.remove(keys.size() - 1);
      entries--;
      if (keys.isEmpty()) {
        lists.remove(first.getKey());
      }
      if (key.wakeAt != first.getKey()) {
        stale--;
        continue;
      }
      key.wakeAt = Long.MAX_VALUE;
      if (key.state.nextInstant() <= clock) {
        return key;
      }
      update(key);
    }
    return null;
  }

  private void sweep() {
    entries = 0;
    lists
        .entrySet()
        .removeIf(
            list -> {
              list.getValue().removeIf(key -> key.wakeAt != list.getKey());
              entries += list.getValue().size();
              return list.getValue().isEmpty();
            });
    stale = 0;
  }
}
