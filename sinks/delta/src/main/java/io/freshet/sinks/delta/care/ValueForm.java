package io.freshet.sinks.delta.care;

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.TimestampType;
import io.freshet.sinks.delta.schema.TableColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of a value that is not null, on its way from a column of Kernel's to the classes that a
 * data file is written from.
 *
 * @param writer writes the value of a row
 * @param reader reads it again
 */
record ValueForm(Writer writer, Reader reader) {
  private static final long MICROS_PER_MILLI = 1_000;

  /** Writes a value of a column that is not null. */
  interface Writer {
    void write(ColumnVector column, int row, RowOutput out);
  }

  /** Reads a value. */
  interface Reader {
    Object read(RowInput in);
  }

  /**
   * The form for a column.
   *
   * @throws CareException if Freshet writes no columns of its type
   */
  static ValueForm of(TableColumn column) {
    DataType type = column.type();
    if (type instanceof LongType) {
      return new ValueForm(
          (c, row, out) -> out.writeVarLong(c.getLong(row)), RowInput::readVarLong);
    }
    if (type instanceof DoubleType) {
      return new ValueForm(
          (c, row, out) -> out.writeLong(Double.doubleToRawLongBits(c.getDouble(row))),
          in -> Double.longBitsToDouble(in.readLong()));
    }
    if (type instanceof StringType) {
      return new ValueForm(
          (c, row, out) -> writeSized(out, c.getString(row).getBytes(StandardCharsets.UTF_8)),
          in -> new String(readSized(in), StandardCharsets.UTF_8));
    }
    if (type instanceof TimestampType) {
      return new ValueForm(
          (c, row, out) -> out.writeVarLong(millis(column, c.getLong(row))), RowInput::readVarLong);
    }
    if (type instanceof DateType) {
      return new ValueForm((c, row, out) -> out.writeVarLong(c.getInt(row)), RowInput::readVarLong);
    }
    if (type instanceof DecimalType decimal) {
      int scale = decimal.getScale();
      return new ValueForm(
          (c, row, out) ->
              writeSized(out, c.getDecimal(row).setScale(scale).unscaledValue().toByteArray()),
          in -> new BigDecimal(new BigInteger(readSized(in)), scale));
    }
    if (type instanceof BooleanType) {
      return new ValueForm(
          (c, row, out) -> out.writeByte(c.getBoolean(row) ? 1 : 0), in -> in.readByte() != 0);
    }
    if (type instanceof IntegerType) {
      return new ValueForm(
          (c, row, out) -> out.writeVarLong(c.getInt(row)), in -> (int) in.readVarLong());
    }
    if (type instanceof BinaryType) {
      return new ValueForm(
          (c, row, out) -> writeSized(out, c.getBinary(row)), ValueForm::readSized);
    }
    if (type instanceof ArrayType array) {
      return NestedForm.of(column, array);
    }
    if (type instanceof MapType map) {
      return NestedForm.of(column, map);
    }
    throw new CareException(
        "the column '"
            + column.name()
            + "' has type "
            + type
            + ", which Freshet does not write; have the table compacted by whoever added it");
  }

  private static long millis(TableColumn column, long micros) {
    if (micros % MICROS_PER_MILLI != 0) {
      throw new CareException(
          "the column '"
              + column.name()
              + "' holds microseconds, which Freshet does not write and would lose; have the table"
              + " compacted by whoever wrote them");
    }
    return micros / MICROS_PER_MILLI;
  }

  private static void writeSized(RowOutput out, byte[] bytes) {
    out.writeVarLong(bytes.length);
    out.writeBytes(bytes);
  }

  private static byte[] readSized(RowInput in) {
    return in.readBytes((int) in.readVarLong());
  }
}
