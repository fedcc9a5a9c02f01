package io.freshet.engine;

import io.freshet.engine.aggregate.Digits;
import io.freshet.engine.aggregate.ExactResult;
import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import io.freshet.schemas.RowSink;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code sum} and {@code avg} of whole numbers, and of decimals as the integers of their digits:
 * exact. A sum is a long; what no longer fits there is carried into a big integer, the object
 * beside it.
 */
final class SumColumn extends Column {
  private final int scale;
  private final ExactResult output;

  /**
   * @param scale digits behind the point of the values
   */
  SumColumn(TileScheme scheme, List<Integer> windows, int scale, ExactResult output) {
    super(scheme, windows);
    this.scale = scale;
    this.output = output;
  }

  /** For each window how many numbers there are, and the long of their sum. */
  @Override
  int numberCount() {
    return 2 * windows.length;
  }

  /** The same. */
  @Override
  int cellSize() {
    return 2;
  }

  @Override
  void merge(Timeline timeline, int into, int from) {
    addToCell(timeline, into, count(timeline, from), low(timeline, from), carried(timeline, from));
  }

  @Override
  void put(Timeline timeline, int tile, long time, @Nullable Object value, long asOf) {
    if (value instanceof Long number) {
      put(timeline, tile, time, asOf, number, null);
    } else if (value != null) {
      BigInteger digits = Digits.of((BigDecimal) value, scale);
      boolean fits = Digits.fit(digits);
      put(timeline, tile, time, asOf, fits ? digits.longValue() : 0, fits ? null : digits);
    }
  }

  private void put(
      Timeline timeline, int tile, long time, long asOf, long low, @Nullable BigInteger rest) {
    if (tile >= 0) {
      addToCell(timeline, tile, 1, low, rest);
    }
    if (time == asOf) {
      for (int window : withoutOffset) {
        addToTotal(timeline, window, 1, low, rest);
      }
    } else {
      for (int window = 0; window < windows.length; window++) {
        if (covers(window, time, asOf)) {
          addToTotal(timeline, window, 1, low, rest);
        }
      }
    }
  }

  @Override
  void leave(Timeline timeline, int window, int begin, int end) {
    for (int i = begin; i < end; i++) {
      long count = count(timeline, i);
      long low = low(timeline, i);
      BigInteger rest = carried(timeline, i);
      if (low == Long.MIN_VALUE || rest != null) {
        addToTotal(timeline, window, -count, 0, total(low, rest).negate());
      } else {
        addToTotal(timeline, window, -count, -low, null);
      }
    }
  }

  @Override
  void enter(Timeline timeline, int window, int begin, int end) {
    for (int i = begin; i < end; i++) {
      addToTotal(timeline, window, count(timeline, i), low(timeline, i), carried(timeline, i));
    }
  }

  @Override
  boolean result(Timeline timeline, int window, long asOf, RowSink out) {
    long count = timeline.numbers[number(2 * window)];
    return count != 0
        && output.tell(
            count, timeline.numbers[number(2 * window + 1)], carriedTotal(timeline, window), out);
  }

  @Override
  void writeRest(Timeline timeline, ByteWriter out) {
    write(
        out,
        timeline.numbers[number(2 * lifetime)],
        timeline.numbers[number(2 * lifetime + 1)],
        carriedTotal(timeline, lifetime));
  }

  @Override
  void readRest(Timeline timeline, ByteReader in) {
    long head = in.readUnsigned();
    boolean isLong = (head & 1) == 0;
    long low = head > 1 && isLong ? in.readVarLong() : 0;
    BigInteger rest = isLong ? null : in.readBigInteger();
    if (lifetime >= 0) {
      addToTotal(timeline, lifetime, head >>> 1, low, rest);
    }
  }

  @Override
  void index(Timeline timeline, long asOf) {
    for (int window : bounded) {
      clearTotal(timeline, window);
      enter(timeline, window, first(timeline, window), end(timeline, window, asOf));
    }
  }

  @Override
  void writeCell(Timeline timeline, int tile, ByteWriter out) {
    write(out, count(timeline, tile), low(timeline, tile), carried(timeline, tile));
  }

  @Override
  void readCell(Timeline timeline, int tile, long start, ByteReader in) {
    long head = in.readUnsigned();
    boolean isLong = (head & 1) == 0;
    long low = head > 1 && isLong ? in.readVarLong() : 0;
    addToCell(timeline, tile, head >>> 1, low, isLong ? null : in.readBigInteger());
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

  private long count(Timeline timeline, int tile) {
    return timeline.numbers[cell(timeline, tile)];
  }

  private long low(Timeline timeline, int tile) {
    return timeline.numbers[cell(timeline, tile) + 1];
  }

  private @Nullable BigInteger carried(Timeline timeline, int tile) {
    return (BigInteger) cellObject(timeline, tile);
  }

  /** What is to be added to the long of each window; null while that is nothing for all. */
  private @Nullable BigInteger @Nullable [] carriedTotals(Timeline timeline) {
    return (@Nullable BigInteger @Nullable []) object(timeline);
  }

  private @Nullable BigInteger carriedTotal(Timeline timeline, int window) {
    @Nullable BigInteger[] totals = carriedTotals(timeline);
    return totals == null ? null : totals[window];
  }

  private void addToCell(
      Timeline timeline, int tile, long count, long low, @Nullable BigInteger rest) {
    int cell = cell(timeline, tile);
    timeline.numbers[cell] += count;
    BigInteger overflow = add(timeline.numbers, cell + 1, low);
    if (overflow != null || rest != null) {
      BigInteger before = carried(timeline, tile);
      cellObject(timeline, tile, sum(sum(before, overflow), rest));
    }
  }

  private void addToTotal(
      Timeline timeline, int window, long count, long low, @Nullable BigInteger rest) {
    timeline.numbers[number(2 * window)] += count;
    BigInteger overflow = add(timeline.numbers, number(2 * window + 1), low);
    if (overflow != null || rest != null) {
      @Nullable BigInteger[] totals = carriedTotals(timeline);
      if (totals == null) {
        totals = new @Nullable BigInteger[windows.length];
        object(timeline, totals);
      }
      totals[window] = sum(sum(totals[window], overflow), rest);
    }
  }

  private void clearTotal(Timeline timeline, int window) {
    timeline.numbers[number(2 * window)] = 0;
    timeline.numbers[number(2 * window + 1)] = 0;
    @Nullable BigInteger[] totals = carriedTotals(timeline);
    if (totals != null) {
      totals[window] = null;
    }
  }

  /** Adds to one of the numbers; what it held is handed back where the sum is too large. */
  private static @Nullable BigInteger add(long[] numbers, int index, long added) {
    long before = numbers[index];
    long sum = before + added;
    if (((before ^ sum) & (added ^ sum)) < 0) {
      numbers[index] = added;
      return BigInteger.valueOf(before);
    }
    numbers[index] = sum;
    return null;
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
