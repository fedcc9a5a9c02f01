package io.freshet.bench.windows.events;

import io.freshet.defs.plan.ViewSourcePlan;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * A stream, ready to be read: keys, times, payloads as the engine's codec writes them, and
 * watermarks.
 *
 * <p>The clock is the largest event time less the view's disorder. As in a real job it leaves
 * before the event that moved it, whenever it comes to a new multiple of a step; here also after
 * the last event.
 */
public final class EventLog {
  /** Payloads lie together by so many. */
  private static final int CHUNK = 1 << 14;

  private final String[] names;
  private final int[] keys;
  private final long[] times;
  private final int[] ends;
  private final byte[][] payloads;
  private final long[] marks;
  private final int[] positions;

  /**
   * Generates a stream.
   *
   * @param source what the view takes from it
   * @param disorder the source's max_out_of_orderness, milliseconds
   * @param step of the clock, milliseconds
   */
  public EventLog(StreamSpec spec, ViewSourcePlan source, long disorder, long step) {
    RawEvents raw = new RawEvents(spec);
    int size = raw.size();
    this.names = new String[spec.keys()];
    this.keys = new int[size];
    this.times = new long[size];
    this.ends = new int[size];
    this.payloads = new byte[(size + CHUNK - 1) / CHUNK][];
    for (int key = 0; key < names.length; key++) {
      names[key] = "user-" + key;
    }
    fill(raw, new EventForm(source));
    ClockMarks clock = ClockMarks.of(times, disorder, step);
    this.marks = clock.times();
    this.positions = clock.positions();
  }

  /** Number of events. */
  public int size() {
    return keys.length;
  }

  /** Key of an event. */
  public String key(int index) {
    return names[keys[index]];
  }

  /** Number of the key of an event, from 0. */
  public int keyNumber(int index) {
    return keys[index];
  }

  /** Number of keys; some may have no events. */
  public int keyCount() {
    return names.length;
  }

  /** Event time, UTC milliseconds. */
  public long time(int index) {
    return times[index];
  }

  /** Filters and inputs of an event; a new array. */
  public byte[] payload(int index) {
    int start = index % CHUNK == 0 ? 0 : ends[index - 1];
    return Arrays.copyOfRange(payloads[index / CHUNK], start, ends[index]);
  }

  /** Number of watermarks. */
  public int markCount() {
    return marks.length;
  }

  /** A watermark, UTC milliseconds. */
  public long mark(int number) {
    return marks[number];
  }

  /** How many events stand before a watermark. */
  public int position(int number) {
    return positions[number];
  }

  /** How many events stand before the first watermark that is not less than {@code time}. */
  public int positionAt(long time) {
    int found = Arrays.binarySearch(marks, time);
    int number = found < 0 ? -found - 1 : found;
    return number == marks.length ? size() : positions[number];
  }

  private void fill(RawEvents raw, EventForm form) {
    ShopEvent event = new ShopEvent();
    ByteArrayOutputStream out = new ByteArrayOutputStream(CHUNK);
    int[] arrivals = raw.arrivals();
    for (int i = 0; i < arrivals.length; i++) {
      raw.get(arrivals[i], event);
      out.writeBytes(form.encode(event));
      keys[i] = raw.user(arrivals[i]);
      times[i] = event.time;
      ends[i] = out.size();
      if (i % CHUNK == CHUNK - 1 || i == arrivals.length - 1) {
        payloads[i / CHUNK] = out.toByteArray();
        out.reset();
      }
    }
  }
}
