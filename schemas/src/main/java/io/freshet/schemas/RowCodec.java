package io.freshet.schemas;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Packs the feature values of one layout behind a {@link PackedRow} header, and reads them.
 *
 * <p>Values: a bitmap with a set bit for each NULL (bit {@code i % 8} of byte {@code i / 8}), then
 * the others in order. BIGINT, TIMESTAMP, DATE and decimals of up to 18 digits are zigzag varints
 * (of the unscaled value), wider decimals a length byte and two's complement bytes, DOUBLE 8 bytes,
 * BOOLEAN one, STRING a varint length and UTF-8. ARRAY is a varint number of elements and the
 * elements, COUNTS a varint number of keys and for each the key and its count as varint; both as
 * their types are written by themselves. Thread-safe.
 */
public final class RowCodec implements Serializable {
  private static final long serialVersionUID = 1L;

  /** So many low bits. */
  private static final int[] PRESENT = {0, 1, 3, 7, 15, 31, 63, 127, 255};

  private final RowLayout layout;
  private final long fingerprint;
  private final ValueType[] types;

  public RowCodec(RowLayout layout) {
    this.layout = layout;
    this.fingerprint = layout.fingerprint();
    this.types = layout.features().stream().map(Field::type).toArray(ValueType[]::new);
  }

  /** The layout that this codec packs. */
  public RowLayout layout() {
    return layout;
  }

  /**
   * Packs a row.
   *
   * @param availableAt when it became readable; 0 lets the online store decide
   * @param values one value per feature, null for NULL
   */
  public byte[] encode(
      long generation,
      long featureTimestamp,
      long sequence,
      long availableAt,
      @Nullable Object[] values) {
    if (values.length != types.length) {
      throw new IllegalArgumentException(
          "the layout has " + types.length + " features, not " + values.length);
    }
    ByteWriter out = new ByteWriter(PackedRow.HEADER_LENGTH + 4 * types.length + 16);
    int bitmap = PackedRow.HEADER_LENGTH;
    out.skip(bitmap + bitmapLength());
    for (int i = 0; i < types.length; i++) {
      Object value = values[i];
      if (value == null) {
        out.setBit(bitmap, i);
      } else {
        PackedValues.write(out, types[i], value);
      }
    }
    byte[] row = out.toByteArray();
    PackedRow.writeHeader(row, fingerprint, generation, featureTimestamp, sequence, availableAt);
    return row;
  }

  /**
   * Unpacks all values.
   *
   * @return one value per feature, null for NULL
   * @throws MalformedRowException if {@code row} is no row of this layout
   */
  public @Nullable Object[] decode(byte[] row) {
    check(row);
    ByteReader in = new ByteReader(row, PackedRow.HEADER_LENGTH + bitmapLength());
    @Nullable Object[] values = new @Nullable Object[types.length];
    for (int i = 0; i < types.length; i++) {
      boolean isNull = (row[PackedRow.HEADER_LENGTH + (i >> 3)] >> (i & 7) & 1) != 0;
      values[i] = isNull ? null : PackedValues.read(in, types[i]);
    }
    in.expectEnd();
    return values;
  }

  /**
   * Unpacks the values that are not NULL, in order.
   *
   * @param first position of the first feature
   * @throws MalformedRowException if {@code row} is no row of this layout; some values may have
   *     been taken by then
   */
  public void decode(byte[] row, int first, ValueSink sink) {
    check(row);
    int bitmap = PackedRow.HEADER_LENGTH;
    ByteReader in = new ByteReader(row, bitmap + bitmapLength());
    for (int from = 0; from < types.length; from += Byte.SIZE) {
      int present = ~row[bitmap + (from >> 3)] & PRESENT[Math.min(Byte.SIZE, types.length - from)];
      while (present != 0) {
        int feature = from + Integer.numberOfTrailingZeros(present);
        present &= present - 1;
        PackedValues.read(in, types[feature], first + feature, sink);
      }
    }
    in.expectEnd();
  }

  private void check(byte[] row) {
    PackedRow.check(row);
    if (PackedRow.fingerprint(row) != fingerprint) {
      throw new MalformedRowException(
          String.format(
              "the row has layout %016x, not %s",
              PackedRow.fingerprint(row), layout.fingerprintHex()));
    }
  }

  /** Names of the features, in the order of the values. */
  public List<String> names() {
    return layout.features().stream().map(Field::name).toList();
  }

  private int bitmapLength() {
    return (types.length + 7) >> 3;
  }
}
