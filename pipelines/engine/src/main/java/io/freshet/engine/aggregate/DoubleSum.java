package io.freshet.engine.aggregate;

import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import io.freshet.schemas.MalformedRowException;

/**
 * A sum of doubles and the number of them, in about twice the precision of a double: each
 * addition's rounding error is computed exactly (Knuth's two-sum) and summed beside it. The error
 * of the result is one rounding plus about {@code n * 2^-106 * sum(|x|)}, in whatever order values
 * arrive.
 *
 * <p>Once a value or the sum reaches 2^960 the whole is kept divided by 2^64, so that only the
 * result can overflow, never a sum on the way to it. What is lost by that is far below 2^960.
 */
final class DoubleSum {
  private static final double LARGE = 0x1p960;
  private static final double SCALE = 0x1p-64;
  private static final int HAS_LOW = 1;
  private static final int IS_SCALED = 2;

  private long count;
  private double high;
  private double low;
  private boolean scaled;

  long count() {
    return count;
  }

  void add(double value) {
    count++;
    if (scaled) {
      addScaled(value * SCALE);
    } else if (Math.abs(value) < LARGE && Math.abs(high) < LARGE) {
      addScaled(value);
    } else {
      scale();
      addScaled(value * SCALE);
    }
  }

  void add(DoubleSum other) {
    count += other.count;
    if (other.scaled || Math.abs(high) >= LARGE || Math.abs(other.high) >= LARGE) {
      scale();
    }
    double factor = scaled && !other.scaled ? SCALE : 1;
    addScaled(other.high * factor);
    addScaled(other.low * factor);
  }

  /** The sum; infinite if it is too large for a double. */
  double total() {
    return (high + low) / (scaled ? SCALE : 1) + 0.0;
  }

  /** The sum divided by the count, which is not 0. */
  double average() {
    return (high + low) / count / (scaled ? SCALE : 1) + 0.0;
  }

  void write(ByteWriter out) {
    out.writeUnsigned(count << 2 | (scaled ? IS_SCALED : 0) | (low == 0 ? 0 : HAS_LOW));
    out.writeLong(Double.doubleToLongBits(high));
    if (low != 0) {
      out.writeLong(Double.doubleToLongBits(low));
    }
  }

  static DoubleSum read(ByteReader in) {
    DoubleSum sum = new DoubleSum();
    long head = in.readUnsigned();
    sum.count = head >>> 2;
    sum.scaled = (head & IS_SCALED) != 0;
    sum.high = Double.longBitsToDouble(in.readLong());
    sum.low = (head & HAS_LOW) != 0 ? Double.longBitsToDouble(in.readLong()) : 0;
    if (!Double.isFinite(sum.high) || !Double.isFinite(sum.low)) {
      throw new MalformedRowException("a sum that is no number");
    }
    return sum;
  }

  private void scale() {
    if (!scaled) {
      high *= SCALE;
      low *= SCALE;
      scaled = true;
    }
  }

  private void addScaled(double value) {
    double sum = high + value;
    double kept = sum - high;
    low += (high - (sum - kept)) + (value - kept);
    high = sum;
  }
}
