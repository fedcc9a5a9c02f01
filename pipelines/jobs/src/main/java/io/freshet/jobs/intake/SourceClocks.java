package io.freshet.jobs.intake;

import io.freshet.defs.plan.SourcePlan;
import io.freshet.engine.PartitionClock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The clocks of the partitions that one reader holds, and the smallest of them.
 *
 * <p>A partition that has been assigned but gave no event yet holds the clock back: until it is
 * finished, or, in a live source, for the idle timeout. One that has been read to its end no longer
 * counts.
 *
 * <p>After a restore every reader knows the state of every partition and takes up those that it is
 * assigned.
 */
final class SourceClocks {
  private record Name(String topic, int partition) {}

  /** One partition. */
  final class Partition {
    private final Name name;
    private final PartitionClock clock;
    private final long assignedAt;
    private boolean finished;
    private long step = Long.MIN_VALUE;
    boolean started;

    private Partition(Name name, @Nullable PartitionState state, long now) {
      this.name = name;
      this.assignedAt = now;
      this.clock =
          live
              ? PartitionClock.live(
                  plan.maxOutOfOrderness(), plan.allowedLateness(), plan.idleTimeout())
              : PartitionClock.bounded(plan.maxOutOfOrderness(), plan.allowedLateness());
      if (state != null) {
        started = state.started();
        finished = state.finished();
        if (state.largest() != Long.MIN_VALUE) {
          clock.restore(new PartitionClock.Snapshot(state.largest(), state.clock()), now);
        }
      }
    }

    boolean isTooLate(long time) {
      return clock.isTooLate(time);
    }

    long largest() {
      return clock.largest();
    }

    /** Takes an event's time; true if the partition's clock has come to a new step. */
    boolean observe(long time, long now, long stepLength) {
      clock.observe(time, now);
      long reached = Math.floorDiv(clock.clock(now), stepLength);
      boolean moved = reached != step;
      step = reached;
      return moved;
    }

    private PartitionState state(long now) {
      return new PartitionState(
          name.topic(),
          name.partition(),
          clock.largest(),
          clock.isKnown() ? clock.clock(now) : Long.MIN_VALUE,
          started,
          finished);
    }
  }

  private final SourcePlan plan;
  private final boolean live;
  private final long openedAt;
  private final Map<Name, Partition> assigned = new HashMap<>();
  private final Map<Name, PartitionState> restored = new HashMap<>();

  SourceClocks(SourcePlan plan, boolean live, long now) {
    this.plan = plan;
    this.live = live;
    this.openedAt = now;
  }

  void restore(PartitionState state) {
    restored.merge(new Name(state.topic(), state.partition()), state, PartitionState::merge);
  }

  /** The partition, taken up if it was not. */
  Partition partition(String topic, int number, long now) {
    Name name = new Name(topic, number);
    Partition partition = assigned.get(name);
    if (partition == null) {
      partition = new Partition(name, restored.remove(name), now);
      assigned.put(name, partition);
    }
    return partition;
  }

  void finish(String topic, int number, long now) {
    partition(topic, number, now).finished = true;
  }

  /**
   * Whether no partition here has a say in the clock. A reader that holds none yet is waited for:
   * in a live source for the idle timeout, else until it ends.
   */
  boolean isIdle(long now) {
    if (assigned.isEmpty()) {
      return live && now - openedAt >= plan.idleTimeout();
    }
    return assigned.values().stream().noneMatch(p -> counts(p, now));
  }

  /** Whether every partition that was assigned has been read to its end. */
  boolean allFinished() {
    return assigned.values().stream().allMatch(p -> p.finished);
  }

  /** The smallest clock; {@link Long#MIN_VALUE} if there is none, or one is not known yet. */
  long clock(long now) {
    long smallest = Long.MAX_VALUE;
    for (Partition partition : assigned.values()) {
      if (counts(partition, now)) {
        if (!partition.clock.isKnown()) {
          return Long.MIN_VALUE;
        }
        smallest = Math.min(smallest, partition.clock.clock(now));
      }
    }
    return smallest == Long.MAX_VALUE ? Long.MIN_VALUE : smallest;
  }

  /** Largest event time of all partitions that are known here. */
  long largest() {
    long largest = Long.MIN_VALUE;
    for (Partition partition : assigned.values()) {
      largest = Math.max(largest, partition.largest());
    }
    for (PartitionState state : restored.values()) {
      largest = Math.max(largest, state.largest());
    }
    return largest;
  }

  List<PartitionState> snapshot(long now) {
    return java.util.stream.Stream.concat(
            assigned.values().stream().map(p -> p.state(now)), restored.values().stream())
        .toList();
  }

  private boolean counts(Partition partition, long now) {
    if (partition.finished) {
      return false;
    }
    return partition.clock.isKnown() || !live || now - partition.assignedAt < plan.idleTimeout();
  }
}
