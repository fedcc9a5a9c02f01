package io.freshet.bench.windows.events;

import io.freshet.defs.plan.ViewSourcePlan;
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
  private final String[] names;
  private final int[] keys;
  private final long[] times;
  private final int[] ends;
  private byte[] payloads;
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
    this.payloads = new byte[Math.multiplyExact(Math.min(size, 1 << 24), 48)];
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

  /** Event time, UTC milliseconds. */
  public long time(int index) {
    return times[index];
  }

  /** Filters and inputs of an event; a new array. */
  public byte[] payload(int index) {
    return Arrays.copyOfRange(payloads, index == 0 ? 0 : ends[index - 1], ends[index]);
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
    int end = 0;
    int[] arrivals = raw.arrivals();
    for (int i = 0; i < arrivals.length; i++) {
      raw.get(arrivals[i], event);
      byte[] payload = form.encode(event);
      if (payloads.length - end < payload.length) {
        long wanted = Math.min(Integer.MAX_VALUE - 8L, payloads.length * 3L / 2 + payload.length);
        payloads = Arrays.copyOf(payloads, (int) wanted);
      }
      System.arraycopy(payload, 0, payloads, end, payload.length);
      end += payload.length;
      keys[i] = raw.user(arrivals[i]);
      times[i] = event.time;
      ends[i] = end;
    }
  }
}
