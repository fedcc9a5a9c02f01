package io.freshet.engine;

import io.freshet.engine.aggregate.Digits;
import io.freshet.engine.aggregate.ExactResult;
import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import io.freshet.schemas.RowSink;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * {@code sum} and {@code avg} of whole numbers, and of decimals as the integers of their digits:
 * exact. A sum is a long; what no longer fits there is carried into a big integer beside it.
 */
final class SumTimeline extends Timeline {
  /** Columns of the totals. */
  private static final int COUNTS = 0;

  private static final int LOWS = 1;

  private final int scale;
  private final ExactResult output;

  /** What is to be added to the long of each tile; null while that is nothing for all of them. */
  private @Nullable BigInteger @Nullable [] carried;

  /** The same of each window. */
  private @Nullable BigInteger @Nullable [] carriedTotals;

  /** Whether the totals of the bounded windows are; that of lifetime always is. */
  private boolean known = true;

  private boolean hasEvents;

  /**
   * @param scale digits behind the point of the values
   */
  SumTimeline(TileScheme scheme, int scale, ExactResult output) {
    super(scheme, 2, 2);
    this.scale = scale;
    this.output = output;
  }

  @Override
  void growObjects(int capacity) {
    if (carried != null) {
      carried = Arrays.copyOf(carried, capacity);
    }
  }

  @Override
  void shiftObjects(int from, int to, int count) {
    if (carried != null) {
      System.arraycopy(carried, from, carried, to, count);
    }
  }

  @Override
  void clearObjects(int tile) {
    if (carried != null) {
      carried[tile] = null;
    }
  }

  @Override
  void merge(int into, int from) {
    addToCell(into, count(from), low(from), carried(from));
  }

  @Override
  void put(int tile, long time, @Nullable Object value, long asOf) {
    hasEvents = true;
    if (value == null) {
      return;
    }
    if (value instanceof Long number) {
      put(tile, time, asOf, number, null);
    } else {
      BigInteger digits = Digits.of((BigDecimal) value, scale);
      boolean fits = Digits.fit(digits);
      put(tile, time, asOf, fits ? digits.longValue() : 0, fits ? null : digits);
    }
  }

  private void put(int tile, long time, long asOf, long low, @Nullable BigInteger rest) {
    if (tile >= 0) {
      addToCell(tile, 1, low, rest);
    }
    if (time == asOf) {
      for (int window : scheme.withoutOffset()) {
        addToTotal(window, 1, low, rest);
      }
    } else {
      for (int window = 0; window < scheme.windowCount(); window++) {
        if (scheme.covers(window, time, asOf)) {
          addToTotal(window, 1, low, rest);
        }
      }
    }
  }

  @Override
  void leave(int window, int begin, int end) {
    for (int i = begin; i < end; i++) {
      BigInteger rest = carried(i);
      if (low(i) == Long.MIN_VALUE || rest != null) {
        addToTotal(window, -count(i), 0, total(low(i), rest).negate());
      } else {
        addToTotal(window, -count(i), -low(i), null);
      }
    }
  }

  @Override
  void enter(int window, int begin, int end) {
    for (int i = begin; i < end; i++) {
      addToTotal(window, count(i), low(i), carried(i));
    }
  }

  @Override
  boolean result(int window, long asOf, RowSink out) {
    if (!known) {
      for (int bounded : scheme.bounded()) {
        clearTotal(bounded);
        enter(bounded, first(bounded), end(bounded, asOf));
      }
      known = true;
    }
    long count = numbers[totals(COUNTS) + window];
    return count != 0
        && output.tell(count, numbers[totals(LOWS) + window], carriedTotal(window), out);
  }

  @Override
  boolean hasRest() {
    return scheme.lifetime() >= 0 && hasEvents;
  }

  @Override
  void writeRest(ByteWriter out) {
    int lifetime = scheme.lifetime();
    write(
        out,
        numbers[totals(COUNTS) + lifetime],
        numbers[totals(LOWS) + lifetime],
        carriedTotal(lifetime));
  }

  @Override
  void readRest(ByteReader in) {
    hasEvents = true;
    known = false;
    long head = in.readUnsigned();
    boolean isLong = (head & 1) == 0;
    long low = head > 1 && isLong ? in.readVarLong() : 0;
    BigInteger rest = isLong ? null : in.readBigInteger();
    if (scheme.lifetime() >= 0) {
      addToTotal(scheme.lifetime(), head >>> 1, low, rest);
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
    write(out, count(tile), low(tile), carried(tile));
  }

  @Override
  void readCell(int tile, long start, ByteReader in) {
    long head = in.readUnsigned();
    boolean isLong = (head & 1) == 0;
    long low = head > 1 && isLong ? in.readVarLong() : 0;
    addToCell(tile, head >>> 1, low, isLong ? null : in.readBigInteger());
  }

  /** The count doubled, plus one if the sum is more than a long; the sum, if there is one. */
  private static void write(ByteWriter out, long count, long low, @Nullable BigInteger rest) {
    BigInteger total = rest == null ? null : total(low, rest);
    if (total == null || Digits.fit(total)) {
      out.writeUnsigned(count << 1);
      if (count > 0) {
        out.writeVarLong(total == null ? low : total.longValue());
      }
    } else {
      out.writeUnsigned(count << 1 | 1);
      out.writeBytes(total.toByteArray());
    }
  }

  private long count(int tile) {
    return numbers[cell(tile)];
  }

  private long low(int tile) {
    return numbers[cell(tile) + 1];
  }

  private @Nullable BigInteger carried(int tile) {
    return carried == null ? null : carried[tile];
  }

  private @Nullable BigInteger carriedTotal(int window) {
    return carriedTotals == null ? null : carriedTotals[window];
  }

  private void addToCell(int tile, long count, long low, @Nullable BigInteger rest) {
    int cell = cell(tile);
    numbers[cell] += count;
    BigInteger overflow = add(cell + 1, low);
    if (overflow != null || rest != null) {
      if (carried == null) {
        carried = new @Nullable BigInteger[capacity()];
      }
      carried[tile] = sum(sum(carried[tile], overflow), rest);
    }
  }

  private void addToTotal(int window, long count, long low, @Nullable BigInteger rest) {
    numbers[totals(COUNTS) + window] += count;
    BigInteger overflow = add(totals(LOWS) + window, low);
    if (overflow != null || rest != null) {
      if (carriedTotals == null) {
        carriedTotals = new @Nullable BigInteger[scheme.windowCount()];
      }
      carriedTotals[window] = sum(sum(carriedTotals[window], overflow), rest);
    }
  }

  /** Adds to one of the numbers; what it held is handed back where the sum is too large. */
  private @Nullable BigInteger add(int index, long added) {
    long before = numbers[index];
    long sum = before + added;
    if (((before ^ sum) & (added ^ sum)) < 0) {
      numbers[index] = added;
      return BigInteger.valueOf(before);
    }
    numbers[index] = sum;
    return null;
  }

  private void clearTotal(int window) {
    numbers[totals(COUNTS) + window] = 0;
    numbers[totals(LOWS) + window] = 0;
    if (carriedTotals != null) {
      carriedTotals[window] = null;
    }
  }

  private static BigInteger total(long low, @Nullable BigInteger rest) {
    BigInteger total = BigInteger.valueOf(low);
    return rest == null ? total : rest.add(total);
  }

  /** The sum; null for 0, so that what is carried goes when a burst has left. */
  private static @Nullable BigInteger sum(@Nullable BigInteger a, @Nullable BigInteger b) {
    BigInteger sum = a == null ? b : b == null ? a : a.add(b);
    return sum == null || sum.signum() == 0 ? null : sum;
  }
}
