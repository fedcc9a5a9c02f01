package io.freshet.schemas;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Packs rows of one layout value by value, in the form that {@link RowCodec} describes: what comes
 * as a number is never an object. Made once, used for many rows by one thread.
 */
public final class RowWriter implements RowSink {
  private static final int BITMAP = PackedRow.HEADER_LENGTH;

  private final long fingerprint;
  private final ValueType[] types;

  /** The packed values of a row of which nothing is known, its bitmap, and where each ends. */
  private final byte[] emptyValues;

  private final byte[] emptyBitmap;
  private final int[] emptyEnds;

  private final ByteWriter out;
  private int next;

  /**
   * @param empty the values of a row of which nothing is known; null for NULL
   */
  public RowWriter(RowLayout layout, @Nullable Object[] empty) {
    this.fingerprint = layout.fingerprint();
    this.types = layout.features().stream().map(Field::type).toArray(ValueType[]::new);
    if (empty.length != types.length) {
      throw new IllegalArgumentException(
          "the layout has " + types.length + " features, not " + empty.length);
    }
    this.emptyBitmap = new byte[(types.length + 7) >> 3];
    this.emptyEnds = new int[types.length + 1];
    ByteWriter values = new ByteWriter(types.length);
    for (int i = 0; i < types.length; i++) {
      if (empty[i] == null) {
        emptyBitmap[i >> 3] |= (byte) (1 << (i & 7));
      } else {
        PackedValues.write(values, types[i], Objects.requireNonNull(empty[i]));
      }
      emptyEnds[i + 1] = values.size();
    }
    this.emptyValues = values.toByteArray();
    this.out = new ByteWriter(BITMAP + emptyBitmap.length + 4 * types.length);
  }

  /** Begins a row. */
  public void begin() {
    begin(emptyBitmap, 0);
  }

  /** Begins a row of which some values are those of an earlier row of this writer. */
  public void beginFrom(byte[] earlier) {
    begin(earlier, BITMAP);
  }

  private void begin(byte[] bitmap, int offset) {
    out.clear();
    out.skip(BITMAP);
    out.writeRaw(bitmap, offset, emptyBitmap.length);
    next = 0;
  }

  /** How long the row is so far: where the next value will begin. */
  public int size() {
    return out.size();
  }

  /**
   * The next {@code count} features have the values of the earlier row from which this one was
   * begun.
   *
   * @param begin where they begin in that row
   * @param end where they end there
   */
  public void takeEarlier(byte[] earlier, int begin, int end, int count) {
    out.writeRaw(earlier, begin, end - begin);
    next += count;
  }

  @Override
  public void takeNull() {
    out.setBit(BITMAP, next++);
  }

  @Override
  public void takeLong(long value) {
    out.clearBit(BITMAP, next++);
    out.writeVarLong(value);
  }

  @Override
  public void takeUnscaled(long unscaled) {
    out.clearBit(BITMAP, next);
    PackedValues.writeUnscaled(out, types[next++], unscaled);
  }

  @Override
  public void takeDouble(double value) {
    out.clearBit(BITMAP, next++);
    out.writeLong(Double.doubleToLongBits(value));
  }

  @Override
  public void takeValue(Object value) {
    out.clearBit(BITMAP, next);
    PackedValues.write(out, types[next++], value);
  }

  @Override
  public void takeEmpty(int count) {
    int begin = emptyEnds[next];
    next += count;
    out.writeRaw(emptyValues, begin, emptyEnds[next] - begin);
  }

  /**
   * The row that was begun.
   *
   * @param availableAt when it became readable; 0 lets the online store decide
   * @throws IllegalStateException if values are missing
   */
  public byte[] finish(long generation, long featureTimestamp, long sequence, long availableAt) {
    if (next != types.length) {
      throw new IllegalStateException(next + " of " + types.length + " values");
    }
    byte[] row = out.toByteArray();
    PackedRow.writeHeader(row, fingerprint, generation, featureTimestamp, sequence, availableAt);
    return row;
  }
}
