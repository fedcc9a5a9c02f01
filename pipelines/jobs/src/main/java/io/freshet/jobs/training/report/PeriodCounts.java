package io.freshet.jobs.training.report;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is counted over the labels' times: labels and, for each view, incomplete values. Time is cut
 * into equal periods, aligned to the epoch, that grow so that they never become many. Not
 * thread-safe.
 */
final class PeriodCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Most periods that there are. */
  static final int MOST = 64;

  private static final long MINUTE = 60_000;

  /** Widths in minutes, each a multiple of the one before; from the last one on they double. */
  private static final int[] WIDTHS = {1, 5, 15, 60, 180, 360, 720, 1_440};

  private final int views;
  private long width = MINUTE;
  private long begin;
  private long[] labels = new long[MOST];
  private long[][] incomplete;
  private long count;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  PeriodCounts(int views) {
    this.views = views;
    incomplete = new long[views][MOST];
  }

  /**
   * Counts a label.
   *
   * @param time the label's
   * @param values number of incomplete values by view
   */
  void add(long time, long[] values) {
    int period = period(time);
    labels[period]++;
    for (int view = 0; view < views; view++) {
      incomplete[view][period] += values[view];
    }
    count++;
    first = Math.min(first, time);
    last = Math.max(last, time);
  }

  /** Adds the counts of another task. */
  void addAll(PeriodCounts other) {
    if (other.count == 0) {
      return;
    }
    while (width < other.width) {
      widen();
    }
    // counts of a period stand for its first moment: widths are multiples of each other
    for (int i = 0; i < MOST; i++) {
      if (other.labels[i] > 0) {
        int period = period((other.begin + i) * other.width);
        labels[period] += other.labels[i];
        for (int view = 0; view < views; view++) {
          incomplete[view][period] += other.incomplete[view][i];
        }
        count += other.labels[i];
      }
    }
    first = Math.min(first, other.first);
    last = Math.max(last, other.last);
  }

  /** Time of the first label; null if there is none. */
  @Nullable Long first() {
    return count == 0 ? null : first;
  }

  /** Time of the last label; null if there is none. */
  @Nullable Long last() {
    return count == 0 ? null : last;
  }

  /** The periods from the first label to the last one, also those without labels. */
  List<LabelPeriod> periods() {
    List<LabelPeriod> periods = new ArrayList<>();
    if (count > 0) {
      for (int i = index(first); i <= index(last); i++) {
        List<Long> values = new ArrayList<>();
        for (long[] view : incomplete) {
          values.add(view[i]);
        }
        periods.add(
            new LabelPeriod((begin + i) * width, (begin + i + 1) * width, labels[i], values));
      }
    }
    return periods;
  }

  /** The place of a time, for which room is made. */
  private int period(long time) {
    if (count == 0) {
      begin = Math.floorDiv(time, width);
    }
    int index = index(time);
    while (index < 0 || index >= MOST) {
      if (!shift(time)) {
        widen();
      }
      index = index(time);
    }
    return index;
  }

  private int index(long time) {
    return (int) Math.max(-1, Math.min(MOST, Math.floorDiv(time, width) - begin));
  }

  /** Moves the periods that have counts so that a time has its place, if that can be. */
  private boolean shift(long time) {
    long low = begin + firstUsed();
    long high = begin + lastUsed();
    long wanted = Math.floorDiv(time, width);
    if (Math.max(high, wanted) - Math.min(low, wanted) >= MOST) {
      return false;
    }
    move(Math.min(low, wanted), width);
    return true;
  }

  private void widen() {
    long wider = wider(width);
    move(Math.floorDiv((begin + firstUsed()) * width, wider), wider);
  }

  private void move(long newBegin, long newWidth) {
    long[] movedLabels = new long[MOST];
    long[][] movedIncomplete = new long[views][MOST];
    for (int i = 0; i < MOST; i++) {
      if (labels[i] > 0) {
        int place = (int) (Math.floorDiv((begin + i) * width, newWidth) - newBegin);
        movedLabels[place] += labels[i];
        for (int view = 0; view < views; view++) {
          movedIncomplete[view][place] += incomplete[view][i];
        }
      }
    }
    labels = movedLabels;
    incomplete = movedIncomplete;
    begin = newBegin;
    width = newWidth;
  }

  private int firstUsed() {
    int i = 0;
    while (i < MOST - 1 && labels[i] == 0) {
      i++;
    }
    return i;
  }

  private int lastUsed() {
    int i = MOST - 1;
    while (i > 0 && labels[i] == 0) {
      i--;
    }
    return i;
  }

  private static long wider(long width) {
    int place = Arrays.binarySearch(WIDTHS, (int) Math.min(Integer.MAX_VALUE, width / MINUTE));
    return place >= 0 && place < WIDTHS.length - 1 ? WIDTHS[place + 1] * MINUTE : 2 * width;
  }
}
