package io.freshet.jobs.window;

import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a task of a view remembers beside its keys: the expiry clock, the generation, and what its
 * sources told. Every task holds the same; after a restore the views of all tasks are merged, and
 * nothing goes back. Not thread-safe.
 */
public final class ViewState {
  private static final byte VERSION = 2;
  private static final long UNKNOWN = Long.MIN_VALUE;

  /** What a reader of a source told at its end. */
  private record Reader(int source, int subtask) {}

  /** What is known of a source's beginning. */
  private static final class Beginning {
    long first = Long.MAX_VALUE;
    long cut = UNKNOWN;
  }

  private final List<String> sources;
  private long clock = UNKNOWN;
  private long arrivalClock = UNKNOWN;
  private long generation;
  private final Map<Reader, Long> ended = new HashMap<>();
  private final Map<Integer, Integer> readers = new HashMap<>();
  private final Map<Integer, Beginning> beginnings = new HashMap<>();

  /**
   * @param sources names of the view's sources, in its order; what was remembered of others is
   *     dropped
   */
  public ViewState(List<String> sources) {
    this.sources = List.copyOf(sources);
  }

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
          writeSource(out, reader.source());
          out.writeUnsigned(reader.subtask());
          out.writeLong(time);
        });
    out.writeUnsigned(readers.size());
    readers.forEach(
        (source, count) -> {
          writeSource(out, source);
          out.writeUnsigned(count);
        });
    out.writeUnsigned(beginnings.size());
    beginnings.forEach(
        (source, beginning) -> {
          writeSource(out, source);
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
      Reader reader = new Reader(readSource(in), in.readCount());
      long time = in.readLong();
      if (reader.source() >= 0) {
        ended.merge(reader, time, Math::max);
      }
    }
    for (int i = in.readCount(); i > 0; i--) {
      int source = readSource(in);
      int count = in.readCount();
      if (source >= 0) {
        readers.put(source, count);
      }
    }
    for (int i = in.readCount(); i > 0; i--) {
      int source = readSource(in);
      long first = in.readLong();
      long cut = in.readLong();
      if (source >= 0) {
        Beginning beginning = beginnings.computeIfAbsent(source, s -> new Beginning());
        beginning.first = Math.min(beginning.first, first);
        beginning.cut = Math.max(beginning.cut, cut);
      }
    }
  }

  private void writeSource(ByteWriter out, int source) {
    out.writeBytes(sources.get(source).getBytes(StandardCharsets.UTF_8));
  }

  /** Index of a source among today's; -1 if it is no longer one. */
  private int readSource(ByteReader in) {
    return sources.indexOf(new String(in.readBytes(), StandardCharsets.UTF_8));
  }
}
