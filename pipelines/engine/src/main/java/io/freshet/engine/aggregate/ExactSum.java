package io.freshet.engine.aggregate;

import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * An exact sum of integers and the number of them. It is kept in a long; what no longer fits there
 * is carried into a big integer, so no intermediate sum can overflow.
 */
final class ExactSum {
  /** Up to here every long is a double, and a quotient of two is correctly rounded. */
  private static final long EXACT_DOUBLE = 1L << 53;

  /** Those that are doubles, like {@link #EXACT_DOUBLE}. */
  private static final long[] POWERS_OF_TEN =
      LongStream.iterate(1, power -> 10 * power).limit(16).toArray();

  /** Enough digits that rounding to double afterwards makes no second error. */
  private static final MathContext QUOTIENT = new MathContext(60);

  private static final int LONG_BITS = 63;

  private long count;
  private long low;
  private @Nullable BigInteger carried;

  long count() {
    return count;
  }

  void add(long value) {
    count++;
    addLow(value);
  }

  void add(BigInteger value) {
    count++;
    addBig(value);
  }

  void add(ExactSum other) {
    count += other.count;
    addLow(other.low);
    if (other.carried != null) {
      addBig(other.carried);
    }
  }

  void subtract(ExactSum other) {
    count -= other.count;
    if (other.carried == null && other.low != Long.MIN_VALUE) {
      addLow(-other.low);
    } else {
      addBig(other.total().negate());
    }
  }

  BigInteger total() {
    BigInteger sum = BigInteger.valueOf(low);
    return carried == null ? sum : sum.add(carried);
  }

  /** The sum, divided by ten to the power {@code scale} and the count, which is not 0. */
  double average(int scale) {
    return carried == null ? average(low, count, scale) : average(total(), count, scale);
  }

  /** {@code sum / (10^scale * count)}, correctly rounded. */
  static double average(long sum, long count, int scale) {
    if (Math.abs(sum) <= EXACT_DOUBLE && sum != Long.MIN_VALUE && scale < POWERS_OF_TEN.length) {
      long power = POWERS_OF_TEN[scale];
      if (count <= EXACT_DOUBLE / power) {
        return (double) sum / (power * count) + 0.0;
      }
    }
    return average(BigInteger.valueOf(sum), count, scale);
  }

  static double average(BigInteger sum, long count, int scale) {
    return new BigDecimal(sum, scale).divide(BigDecimal.valueOf(count), QUOTIENT).doubleValue();
  }

  void write(ByteWriter out) {
    BigInteger total = total();
    boolean isLong = total.bitLength() <= LONG_BITS;
    out.writeUnsigned(count << 1 | (isLong ? 0 : 1));
    if (isLong) {
      out.writeVarLong(total.longValue());
    } else {
      out.writeBytes(total.toByteArray());
    }
  }

  static ExactSum read(ByteReader in) {
    ExactSum sum = new ExactSum();
    long head = in.readUnsigned();
    sum.count = head >>> 1;
    if ((head & 1) == 0) {
      sum.low = in.readVarLong();
    } else {
      sum.carried = in.readBigInteger();
    }
    return sum;
  }

  private void addBig(BigInteger value) {
    if (value.bitLength() <= LONG_BITS) {
      addLow(value.longValue());
    } else {
      carry(value);
    }
  }

  private void addLow(long value) {
    long sum = low + value;
    if (((low ^ sum) & (value ^ sum)) < 0) {
      carry(BigInteger.valueOf(low));
      low = value;
    } else {
      low = sum;
    }
  }

  /** A carried part that has become nothing is dropped: sums are small again after a burst. */
  private void carry(BigInteger value) {
    BigInteger sum = carried == null ? value : carried.add(value);
    carried = sum.signum() == 0 ? null : sum;
  }
}
