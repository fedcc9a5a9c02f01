package io.freshet.jobs.window;

import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What a task of a view remembers beside its keys: the expiry clock, the generation, and what its
 * sources told. Every task holds the same; after a restore the views of all tasks are merged, and
 * nothing goes back. Not thread-safe.
 */
public final class ViewState {
  private static final byte VERSION = 1;
  private static final long UNKNOWN = Long.MIN_VALUE;

  /** What a reader of a source told at its end. */
  private record Reader(int source, int subtask) {}

  /** What is known of a source's beginning. */
  private static final class Beginning {
    long first = Long.MAX_VALUE;
    long cut = UNKNOWN;
  }

  private long clock = UNKNOWN;
  private long arrivalClock = UNKNOWN;
  private long generation;
  private final Map<Reader, Long> ended = new HashMap<>();
  private final Map<Integer, Integer> readers = new HashMap<>();
  private final Map<Integer, Beginning> beginnings = new HashMap<>();

  /** The expiry clock; {@link Long#MIN_VALUE} before there is one. */
  public long clock() {
    return clock;
  }

  public boolean advanceClock(long time) {
    boolean forward = time > clock;
    clock = Math.max(clock, time);
    return forward;
  }

  long arrivalClock() {
    return arrivalClock;
  }

  void advanceArrivalClock(long time) {
    arrivalClock = Math.max(arrivalClock, time);
  }

  long generation() {
    return generation;
  }

  void startGeneration(long number) {
    generation = Math.max(generation, number);
  }

  /** Takes a word; true if it changes since when a source is complete. */
  public boolean hear(KeyedEvent word) {
    if (word.kind() == KeyedEvent.Kind.ENDED) {
      ended.put(new Reader(word.source(), word.subtask()), word.time());
      readers.put(word.source(), word.subtasks());
      return false;
    }
    long before = completeFrom(word.source());
    Beginning beginning = beginnings.computeIfAbsent(word.source(), s -> new Beginning());
    if (word.truncated()) {
      beginning.cut = Math.max(beginning.cut, word.time());
    } else {
      beginning.first = Math.min(beginning.first, word.time());
    }
    return completeFrom(word.source()) != before;
  }

  /** Since when all events of a source are counted; {@link Long#MIN_VALUE} if not known. */
  long completeFrom(int source) {
    Beginning beginning = beginnings.get(source);
    if (beginning == null) {
      return UNKNOWN;
    }
    return beginning.cut != UNKNOWN ? beginning.cut : beginning.first;
  }

  /**
   * Moves the clock to where it stands when all sources have ended: the largest event time read
   * less the largest disorder.
   *
   * @param disorders the sources' {@code max_out_of_orderness}, milliseconds
   * @return whether all sources have told that they ended
   */
  public boolean end(long[] disorders) {
    if (!allEnded(disorders.length)) {
      return false;
    }
    long largest = ended.values().stream().mapToLong(Long::longValue).max().orElse(UNKNOWN);
    if (largest != UNKNOWN) {
      advanceClock(largest - Arrays.stream(disorders).max().orElse(0));
    }
    return true;
  }

  private boolean allEnded(int sources) {
    for (int source = 0; source < sources; source++) {
      int index = source;
      Integer expected = readers.get(source);
      if (expected == null
          || ended.keySet().stream().filter(r -> r.source() == index).count() < expected) {
        return false;
      }
    }
    return true;
  }

  byte[] write() {
    ByteWriter out = new ByteWriter(64);
    out.writeByte(VERSION);
    out.writeLong(clock);
    out.writeLong(arrivalClock);
    out.writeLong(generation);
    out.writeUnsigned(ended.size());
    ended.forEach(
        (reader, time) -> {
          out.writeUnsigned(reader.source());
          out.writeUnsigned(reader.subtask());
          out.writeLong(time);
        });
    out.writeUnsigned(readers.size());
    readers.forEach(
        (source, count) -> {
          out.writeUnsigned(source);
          out.writeUnsigned(count);
        });
    out.writeUnsigned(beginnings.size());
    beginnings.forEach(
        (source, beginning) -> {
          out.writeUnsigned(source);
          out.writeLong(beginning.first);
          out.writeLong(beginning.cut);
        });
    return out.toByteArray();
  }

  /** Merges what another task, or this one earlier, wrote. */
  void merge(byte[] bytes) {
    ByteReader in = new ByteReader(bytes, 0);
    byte version = in.readByte();
    if (version != VERSION) {
      throw new IllegalStateException(
          "The state of this view was written by another version of Freshet (format "
              + version
              + "); this one reads format "
              + VERSION);
    }
    advanceClock(in.readLong());
    advanceArrivalClock(in.readLong());
    startGeneration(in.readLong());
    for (int i = in.readCount(); i > 0; i--) {
      Reader reader = new Reader(in.readCount(), in.readCount());
      ended.merge(reader, in.readLong(), Math::max);
    }
    for (int i = in.readCount(); i > 0; i--) {
      readers.put(in.readCount(), in.readCount());
    }
    for (int i = in.readCount(); i > 0; i--) {
      Beginning beginning = beginnings.computeIfAbsent(in.readCount(), s -> new Beginning());
      beginning.first = Math.min(beginning.first, in.readLong());
      beginning.cut = Math.max(beginning.cut, in.readLong());
    }
  }
}
