package io.freshet.jobs.window;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.internal.InternalListState;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.jspecify.annotations.Nullable;

/**
 * Which keys, of all that are not in memory, have an expiry when.
 *
 * <p>The keys of one key group with the same instant stand in one list in keyed state, under a key
 * of the index's own, and the list has one timer. So a key that is written away costs one append,
 * which reads nothing; a million keys that expire at midnight are a few lists, which are worked off
 * piece by piece; and a silent key costs nothing. A list that has come due is cleared when the last
 * of its keys has been dealt with: what a checkpoint finds unfinished is due again after a restore.
 * A key may stand in lists that it no longer needs; being there means that it is looked at.
 */
final class ExpiryIndex {
  /** Known timers are remembered up to this number, then forgotten: they are only set again. */
  private static final int MOST_KNOWN = 200_000;

  /** Deals with a key whose time may have come. */
  interface Visitor {
    void visit(String key) throws Exception;
  }

  private record Bucket(String groupKey, long instant) {}

  private final KeyedStateBackend<String> backend;
  private final InternalListState<String, Long, String> lists;
  private final InternalTimerService<Long> timers;
  private final LongSupplier clock;
  private final int maxParallelism;
  private final String[] groupKeys;
  private final Set<Bucket> known = new HashSet<>();
  private final LinkedHashSet<Bucket> due = new LinkedHashSet<>();
  private final ArrayDeque<String> visiting = new ArrayDeque<>();
  private @Nullable Bucket open;

  ExpiryIndex(
      KeyedStateBackend<String> backend,
      InternalListState<String, Long, String> lists,
      InternalTimerService<Long> timers,
      LongSupplier clock,
      int maxParallelism) {
    this.backend = backend;
    this.lists = lists;
    this.timers = timers;
    this.clock = clock;
    this.maxParallelism = maxParallelism;
    this.groupKeys = groupKeys(maxParallelism);
  }

  /** Sees to it that {@code key} is visited when the clock has come to {@code instant}. */
  void add(String key, long instant) throws Exception {
    int group = KeyGroupRangeAssignment.assignToKeyGroup(key, maxParallelism);
    Bucket bucket = new Bucket(groupKeys[group], instant);
    select(bucket);
    lists.add(key);
    if (instant <= clock.getAsLong()) {
      // its timer has fired: nobody would look at the list again
      if (bucket.equals(open)) {
        visiting.add(key);
      } else {
        due.add(bucket);
      }
      return;
    }
    if (known.add(bucket)) {
      if (known.size() > MOST_KNOWN) {
        known.clear();
      }
      timers.registerEventTimeTimer(instant, instant);
    }
  }

  /** A timer has fired. */
  void fired(String groupKey, long instant) {
    Bucket bucket = new Bucket(groupKey, instant);
    known.remove(bucket);
    if (!bucket.equals(open)) {
      due.add(bucket);
    }
  }

  /** Whether keys wait for a visit. */
  boolean isDue() {
    return open != null || !due.isEmpty();
  }

  /** Visits the next key; nothing if none is due. */
  void visitNext(Visitor visitor) throws Exception {
    if (open == null && !due.isEmpty()) {
      Bucket bucket = due.iterator().next();
      due.remove(bucket);
      open = bucket;
      select(bucket);
      Set<String> keys = new LinkedHashSet<>();
      Iterable<String> listed = lists.get();
      if (listed != null) {
        listed.forEach(keys::add);
      }
      visiting.addAll(keys);
    }
    String key = visiting.poll();
    if (key != null) {
      visitor.visit(key);
    }
    if (open != null && visiting.isEmpty()) {
      select(open);
      lists.clear();
      open = null;
    }
  }

  /** Before a checkpoint: what is not finished is to be due again after a restore. */
  void keepUnfinished() {
    if (open != null) {
      keep(open);
    }
    due.forEach(this::keep);
  }

  private void keep(Bucket bucket) {
    backend.setCurrentKey(bucket.groupKey());
    timers.registerEventTimeTimer(bucket.instant(), bucket.instant());
  }

  private void select(Bucket bucket) {
    backend.setCurrentKey(bucket.groupKey());
    lists.setCurrentNamespace(bucket.instant());
  }

  /** A key in each key group, none of which an entity can have. */
  static String[] groupKeys(int maxParallelism) {
    String[] keys = new String[maxParallelism];
    int found = 0;
    for (int i = 0; found < maxParallelism; i++) {
      String key = "\u0000" + i;
      int group = KeyGroupRangeAssignment.assignToKeyGroup(key, maxParallelism);
      if (keys[group] == null) {
        keys[group] = key;
        found++;
      }
    }
    return keys;
  }

  static LongSerializer namespaces() {
    return LongSerializer.INSTANCE;
  }
}
