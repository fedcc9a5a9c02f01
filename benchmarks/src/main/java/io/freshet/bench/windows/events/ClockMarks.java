package io.freshet.bench.windows.events;

import java.util.Arrays;

/**
 * The watermarks of a stream.
 *
 * @param times the clock's times, rising, UTC milliseconds
 * @param positions how many events stand before each
 */
@SuppressWarnings("ArrayRecordComponent") // as long as the stream; nobody compares them
record ClockMarks(long[] times, int[] positions) {

  /**
   * The last mark stands behind the last event. It tells of a later time than the one before, if
   * only by a millisecond, since Flink would swallow it else.
   *
   * @param times of the events in their order
   * @param disorder how far the clock is behind the largest time
   * @param step at whose multiples the clock is told
   */
  static ClockMarks of(long[] times, long disorder, long step) {
    long[] marks = new long[1024];
    int[] positions = new int[1024];
    int count = 0;
    long clock = Long.MIN_VALUE;
    long told = Long.MIN_VALUE;
    for (int i = 0; i <= times.length; i++) {
      boolean last = i == times.length;
      clock = last ? Math.max(clock, told + 1) : Math.max(clock, times[i] - disorder);
      if (last || Math.floorDiv(clock, step) != Math.floorDiv(told, step)) {
        if (count == marks.length) {
          marks = Arrays.copyOf(marks, count * 2);
          positions = Arrays.copyOf(positions, count * 2);
        }
        marks[count] = clock;
        positions[count++] = i;
        told = clock;
      }
    }
    return new ClockMarks(Arrays.copyOf(marks, count), Arrays.copyOf(positions, count));
  }
}
