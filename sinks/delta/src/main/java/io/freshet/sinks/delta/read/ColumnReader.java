package io.freshet.sinks.delta.read;

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
import org.jspecify.annotations.Nullable;

/** Reads values of a column as the classes of {@link io.freshet.schemas.ValueType}. */
interface ColumnReader {
  long MICROS_PER_MILLI = 1_000;

  /** The value of a row in which the column is not null. */
  Object value(ColumnVector column, int row);

  /** The value of a row; null for NULL. */
  default @Nullable Object read(ColumnVector column, int row) {
    return column.isNullAt(row) ? null : value(column, row);
  }

  /** A reader for columns of a type that Freshet writes. */
  static ColumnReader of(String name, DataType type) {
    if (type instanceof LongType) {
      return ColumnVector::getLong;
    }
    if (type instanceof DoubleType) {
      return ColumnVector::getDouble;
    }
    if (type instanceof StringType) {
      return ColumnVector::getString;
    }
    if (type instanceof TimestampType) {
      return (column, row) -> Math.floorDiv(column.getLong(row), MICROS_PER_MILLI);
    }
    if (type instanceof DateType) {
      return (column, row) -> (long) column.getInt(row);
    }
    if (type instanceof DecimalType decimal) {
      return (column, row) -> column.getDecimal(row).setScale(decimal.getScale());
    }
    if (type instanceof BooleanType) {
      return ColumnVector::getBoolean;
    }
    if (type instanceof IntegerType) {
      return ColumnVector::getInt;
    }
    if (type instanceof BinaryType) {
      return ColumnVector::getBinary;
    }
    if (type instanceof ArrayType array) {
      return NestedReader.of(name, array);
    }
    if (type instanceof MapType map) {
      return NestedReader.of(name, map);
    }
    throw new IllegalArgumentException(
        "The column '"
            + name
            + "' has type "
            + type
            + ", which Freshet does not write; leave it out");
  }
}
