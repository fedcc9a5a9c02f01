package io.freshet.engine;

import io.freshet.engine.aggregate.ExactResult;
import io.freshet.engine.aggregate.Unscaled;
import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * {@code sum} and {@code avg} of whole numbers, and of decimals of up to 27 digits as the numbers
 * of their digits: exact, in 128 bits. A cell whose sum fits a long has no high word.
 */
final class SumTimeline extends Timeline {
  private final Unscaled input;
  private final ExactResult output;
  private long[] counts = new long[INITIAL_CAPACITY];
  private long[] lows = new long[INITIAL_CAPACITY];

  /** High words of the sums; null while all of them only extend the low word's sign. */
  private long @Nullable [] highs;

  private final long[] totalCounts;
  private final long[] totalLows;
  private final long[] totalHighs;

  /** Whether the totals of the bounded windows are; that of lifetime always is. */
  private boolean known = true;

  private boolean hasEvents;

  SumTimeline(TileScheme scheme, Unscaled input, ExactResult output) {
    super(scheme);
    this.input = input;
    this.output = output;
    int windows = scheme.windowCount();
    this.totalCounts = new long[windows];
    this.totalLows = new long[windows];
    this.totalHighs = new long[windows];
  }

  @Override
  void grow(int capacity) {
    counts = Arrays.copyOf(counts, capacity);
    lows = Arrays.copyOf(lows, capacity);
    if (highs != null) {
      highs = Arrays.copyOf(highs, capacity);
    }
  }

  @Override
  void shift(int from, int to, int count) {
    System.arraycopy(counts, from, counts, to, count);
    System.arraycopy(lows, from, lows, to, count);
    if (highs != null) {
      System.arraycopy(highs, from, highs, to, count);
    }
  }

  @Override
  void clear(int tile) {
    counts[tile] = 0;
    lows[tile] = 0;
    if (highs != null) {
      highs[tile] = 0;
    }
  }

  @Override
  void merge(int into, int from) {
    counts[into] += counts[from];
    addToCell(into, lows[from], high(from));
  }

  @Override
  void put(int tile, long time, @Nullable Object value, long asOf) {
    hasEvents = true;
    if (value == null) {
      return;
    }
    long low = input.low(value);
    long high = input.high(value);
    if (tile >= 0) {
      counts[tile]++;
      addToCell(tile, low, high);
    }
    if (time == asOf) {
      for (int window : scheme.withoutOffset()) {
        addToTotal(window, 1, low, high);
      }
    } else {
      for (int window = 0; window < totalCounts.length; window++) {
        if (scheme.covers(window, time, asOf)) {
          addToTotal(window, 1, low, high);
        }
      }
    }
  }

  @Override
  void leave(int window, int begin, int end) {
    for (int i = begin; i < end; i++) {
      long low = lows[i];
      long high = high(i);
      addToTotal(window, -counts[i], -low, ~high + (low == 0 ? 1 : 0));
    }
  }

  @Override
  void enter(int window, int begin, int end) {
    for (int i = begin; i < end; i++) {
      addToTotal(window, counts[i], lows[i], high(i));
    }
  }

  @Override
  @Nullable Object result(int window, long asOf) {
    if (!known) {
      for (int bounded : scheme.bounded()) {
        clearTotal(bounded);
        enter(bounded, ceiling(scheme.lower(bounded, asOf)), ceiling(scheme.upper(bounded, asOf)));
      }
      known = true;
    }
    long count = totalCounts[window];
    return count == 0 ? null : output.of(count, totalHighs[window], totalLows[window]);
  }

  @Override
  boolean hasRest() {
    return scheme.lifetime() >= 0 && hasEvents;
  }

  @Override
  void writeRest(ByteWriter out) {
    int lifetime = scheme.lifetime();
    write(out, totalCounts[lifetime], totalLows[lifetime], totalHighs[lifetime]);
  }

  @Override
  void readRest(ByteReader in) {
    withoutRest();
    long head = in.readUnsigned();
    long low = head > 1 ? in.readVarLong() : 0;
    long high = (head & 1) == 0 ? low >> 63 : in.readVarLong();
    if (scheme.lifetime() >= 0) {
      clearTotal(scheme.lifetime());
      addToTotal(scheme.lifetime(), head >>> 1, low, high);
    }
  }

  @Override
  void withoutRest() {
    hasEvents = true;
    known = false;
    if (scheme.lifetime() >= 0) {
      enter(scheme.lifetime(), 0, size());
    }
  }

  @Override
  void writeCell(int tile, ByteWriter out) {
    write(out, counts[tile], lows[tile], high(tile));
  }

  @Override
  void readCell(int tile, long start, ByteReader in) {
    long head = in.readUnsigned();
    counts[tile] = head >>> 1;
    if (head > 1) {
      long low = in.readVarLong();
      addToCell(tile, low, (head & 1) == 0 ? low >> 63 : in.readVarLong());
    }
  }

  private static void write(ByteWriter out, long count, long low, long high) {
    boolean isWide = high != low >> 63;
    out.writeUnsigned(count << 1 | (isWide ? 1 : 0));
    if (count > 0) {
      out.writeVarLong(low);
      if (isWide) {
        out.writeVarLong(high);
      }
    }
  }

  private long high(int tile) {
    return highs == null ? lows[tile] >> 63 : highs[tile];
  }

  private void addToCell(int tile, long low, long high) {
    long sum = lows[tile] + low;
    long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    long sumHigh = high(tile) + high + carry;
    if (highs == null && sumHigh != sum >> 63) {
      long[] extended = new long[lows.length];
      for (int i = 0; i < extended.length; i++) {
        extended[i] = lows[i] >> 63;
      }
      highs = extended;
    }
    lows[tile] = sum;
    if (highs != null) {
      highs[tile] = sumHigh;
    }
  }

  private void addToTotal(int window, long count, long low, long high) {
    long sum = totalLows[window] + low;
    totalCounts[window] += count;
    totalHighs[window] += high + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
    totalLows[window] = sum;
  }

  private void clearTotal(int window) {
    totalCounts[window] = 0;
    totalLows[window] = 0;
    totalHighs[window] = 0;
  }
}
