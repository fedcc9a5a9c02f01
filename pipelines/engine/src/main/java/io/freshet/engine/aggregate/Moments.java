package io.freshet.engine.aggregate;

import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import io.freshet.schemas.MalformedRowException;
import java.math.BigInteger;

/**
 * The number of numbers, their exact sum and the exact sum of their squares. All are integers times
 * one power of two.
 *
 * <p>Nothing is rounded, so parts can be added and taken out for ever, and the difference of two
 * large sums, on which the textbook's formula of the variance founders, is as good as any. Doubles
 * of like magnitude take 10 to 30 bytes, the most different ones less than 900.
 */
final class Moments {
  private static final int LEAST_EXPONENT = -1074;
  private static final int MOST_EXPONENT = 1023;
  private static final int FRACTION_BITS = 52;

  private long count;
  private BigInteger sum = BigInteger.ZERO;
  private BigInteger squares = BigInteger.ZERO;

  /** Of the sum's power of two; twice that is the one of the squares. */
  private int exponent;

  long count() {
    return count;
  }

  /** Of the power of two that {@link #deviation()} is to be multiplied with. */
  int deviationExponent() {
    return 2 * exponent;
  }

  /** The count times the sum of squares less the square of the sum; never negative. */
  BigInteger deviation() {
    return squares.multiply(BigInteger.valueOf(count)).subtract(sum.pow(2));
  }

  void add(BigInteger value) {
    count++;
    add(value, value.pow(2), 0);
  }

  /** Adds a finite double. */
  void add(double value) {
    count++;
    int power = Math.max(Math.getExponent(value), Double.MIN_EXPONENT) - FRACTION_BITS;
    BigInteger digits = BigInteger.valueOf((long) Math.scalb(value, -power));
    int zeros = Math.max(digits.getLowestSetBit(), 0);
    BigInteger odd = digits.shiftRight(zeros);
    add(odd, odd.pow(2), power + zeros);
  }

  void add(Moments other) {
    count += other.count;
    add(other.sum, other.squares, other.exponent);
  }

  void subtract(Moments other) {
    count -= other.count;
    add(other.sum.negate(), other.squares.negate(), other.exponent);
  }

  /** The count and, unless all numbers are 0, the exponent and the sums, as short as they get. */
  void write(ByteWriter out) {
    boolean isZero = squares.signum() == 0;
    out.writeUnsigned(count << 1 | (isZero ? 0 : 1));
    if (!isZero) {
      int zeros = squares.getLowestSetBit() / 2;
      int common = sum.signum() == 0 ? zeros : Math.min(zeros, sum.getLowestSetBit());
      out.writeVarLong(exponent + common);
      out.writeBytes(sum.shiftRight(common).toByteArray());
      out.writeBytes(squares.shiftRight(2 * common).toByteArray());
    }
  }

  static Moments read(ByteReader in) {
    Moments read = new Moments();
    long head = in.readUnsigned();
    read.count = head >>> 1;
    if ((head & 1) != 0) {
      long exponent = in.readVarLong();
      read.exponent = (int) exponent;
      read.sum = in.readBigInteger();
      read.squares = in.readBigInteger();
      if (exponent < LEAST_EXPONENT
          || exponent > MOST_EXPONENT
          || read.squares.signum() <= 0
          || read.deviation().signum() < 0) {
        throw new MalformedRowException("sums of no numbers");
      }
    }
    return read;
  }

  private void add(BigInteger addend, BigInteger square, int power) {
    if (square.signum() == 0) {
      return;
    }
    if (squares.signum() == 0) {
      exponent = power;
    } else if (power < exponent) {
      sum = sum.shiftLeft(exponent - power);
      squares = squares.shiftLeft(2 * (exponent - power));
      exponent = power;
    }
    sum = sum.add(addend.shiftLeft(power - exponent));
    squares = squares.add(square.shiftLeft(2 * (power - exponent)));
  }
}
