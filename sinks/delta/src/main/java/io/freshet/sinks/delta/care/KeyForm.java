package io.freshet.sinks.delta.care;

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.TimestampType;
import io.freshet.sinks.delta.schema.TableColumn;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * Bytes of a value that, compared without sign, have the order of the values; NULL comes first. The
 * bytes of several values one after another compare like the values one after another.
 */
interface KeyForm {
  /** Decimals have at most 38 digits. */
  int DECIMAL_BYTES = 17;

  /** Writes a value that is not null. */
  void write(ColumnVector column, int row, RowOutput out);

  /** Writes the value of a row. */
  default void writeKey(ColumnVector column, int row, RowOutput out) {
    boolean present = !column.isNullAt(row);
    out.writeByte(present ? 1 : 0);
    if (present) {
      write(column, row, out);
    }
  }

  /**
   * The form for a column.
   *
   * @throws CareException if its type has no order here
   */
  static KeyForm of(TableColumn column) {
    DataType type = column.type();
    if (type instanceof LongType || type instanceof TimestampType) {
      return (c, row, out) -> out.writeLong(c.getLong(row) ^ Long.MIN_VALUE);
    }
    if (type instanceof IntegerType || type instanceof DateType) {
      return (c, row, out) -> out.writeLong(c.getInt(row) ^ Long.MIN_VALUE);
    }
    if (type instanceof StringType) {
      return (c, row, out) -> writeText(c.getString(row), out);
    }
    if (type instanceof BooleanType) {
      return (c, row, out) -> out.writeByte(c.getBoolean(row) ? 1 : 0);
    }
    if (type instanceof DoubleType) {
      return (c, row, out) -> {
        long bits = Double.doubleToLongBits(c.getDouble(row));
        out.writeLong(bits ^ (bits >> (Long.SIZE - 1) | Long.MIN_VALUE));
      };
    }
    if (type instanceof DecimalType decimal) {
      int scale = decimal.getScale();
      return (c, row, out) -> writeNumber(c.getDecimal(row).setScale(scale).unscaledValue(), out);
    }
    throw new CareException(
        "the table cannot be sorted by " + column.describe() + "; leave it as it is");
  }

  /** The end is marked by a byte 0, so that a prefix comes first; a 0 inside is followed by 1. */
  private static void writeText(String text, RowOutput out) {
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      out.writeByte(each);
      if (each == 0) {
        out.writeByte(1);
      }
    }
    out.writeByte(0);
    out.writeByte(0);
  }

  private static void writeNumber(BigInteger number, RowOutput out) {
    byte[] minimal = number.toByteArray();
    int sign = number.signum() < 0 ? 0 : 0x80;
    int fill = number.signum() < 0 ? 0xFF : 0;
    for (int i = 0; i < DECIMAL_BYTES; i++) {
      int at = i - (DECIMAL_BYTES - minimal.length);
      int value = at < 0 ? fill : minimal[at] & 0xFF;
      out.writeByte(i == 0 ? (value & 0x7F) | sign : value);
    }
  }
}
