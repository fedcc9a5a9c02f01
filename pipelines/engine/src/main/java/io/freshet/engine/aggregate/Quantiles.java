package io.freshet.engine.aggregate;

import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import io.freshet.schemas.MalformedRowException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import org.apache.datasketches.kll.KllDoublesSketch;
import org.apache.datasketches.quantilescommon.QuantileSearchCriteria;
import org.jspecify.annotations.Nullable;

/**
 * The distribution of doubles: the values themselves while they are few, then a KLL sketch (Karnin,
 * Lang, Liberty, "Optimal Quantile Approximation in Streams", 2016) of Apache DataSketches.
 */
final class Quantiles {
  /** Up to so many values are kept as they are; also the sketch's parameter k. */
  static final int MOST_EXACT = 200;

  private static final int FIRST_CAPACITY = 4;

  /** The first {@code size} are the values while there is no sketch. */
  private double[] values = new double[FIRST_CAPACITY];

  private int size;
  private @Nullable KllDoublesSketch sketch;

  boolean isEmpty() {
    return size == 0 && sketch == null;
  }

  void add(double value) {
    if (sketch == null && size == MOST_EXACT) {
      sketch = toSketch();
    }
    if (sketch != null) {
      sketch.update(value);
      return;
    }
    if (size == values.length) {
      values = Arrays.copyOf(values, Math.min(2 * size, MOST_EXACT));
    }
    values[size++] = value;
  }

  void add(Quantiles other) {
    if (other.sketch == null) {
      for (int i = 0; i < other.size; i++) {
        add(other.values[i]);
      }
      return;
    }
    if (sketch == null) {
      sketch = toSketch();
    }
    sketch.merge(other.sketch);
  }

  /** The value at {@code share} of all in order. Only where there is one. */
  double quantile(BigDecimal share) {
    if (sketch != null) {
      return sketch.getQuantile(share.doubleValue(), QuantileSearchCriteria.INCLUSIVE);
    }
    BigDecimal rank = share.multiply(BigDecimal.valueOf(size)).setScale(0, RoundingMode.CEILING);
    Arrays.sort(values, 0, size);
    return values[Math.max(rank.intValueExact(), 1) - 1];
  }

  /** Their number and the values; or one more than the largest number, and the sketch. */
  void write(ByteWriter out) {
    if (sketch != null) {
      out.writeUnsigned(MOST_EXACT + 1);
      out.writeBytes(sketch.toByteArray());
      return;
    }
    out.writeUnsigned(size);
    for (int i = 0; i < size; i++) {
      out.writeLong(Double.doubleToLongBits(values[i]));
    }
  }

  static Quantiles read(ByteReader in) {
    Quantiles read = new Quantiles();
    int size = in.readCount();
    if (size > MOST_EXACT) {
      read.sketch = KllBytes.read(in.readBytes(), MOST_EXACT);
      return read;
    }
    for (int i = 0; i < size; i++) {
      double value = Double.longBitsToDouble(in.readLong());
      if (!Double.isFinite(value)) {
        throw new MalformedRowException("a value that is no number");
      }
      read.add(value);
    }
    return read;
  }

  private KllDoublesSketch toSketch() {
    KllDoublesSketch made = KllDoublesSketch.newHeapInstance(MOST_EXACT);
    for (int i = 0; i < size; i++) {
      made.update(values[i]);
    }
    size = 0;
    values = new double[0];
    return made;
  }
}
