package io.freshet.sinks.delta.file;

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
import java.util.Arrays;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/**
 * How a column stands in a Parquet file, in the types that Delta's protocol asks for.
 *
 * @param name its name
 * @param type its Parquet type
 * @param dictionary whether a dictionary pays: not where nearly every value is another one; in
 *     lists and maps Parquet finds out by itself
 * @param writer writes a value that is not null
 */
record ParquetColumn(String name, Type type, boolean dictionary, ValueWriter writer) {
  private static final int INT_DIGITS = 9;
  private static final int LONG_DIGITS = 18;
  private static final long MICROS_PER_MILLI = 1_000;

  /** Writes a value that is not null. */
  interface ValueWriter {
    void write(RecordConsumer out, Object value);
  }

  static ParquetColumn of(TableColumn column) {
    DataType type = column.type();
    if (type instanceof LongType) {
      return of(column, PrimitiveTypeName.INT64, null, (out, v) -> out.addLong((Long) v));
    }
    if (type instanceof DoubleType) {
      return of(column, PrimitiveTypeName.DOUBLE, null, (out, v) -> out.addDouble((Double) v))
          .withoutDictionary();
    }
    if (type instanceof StringType) {
      return of(
          column,
          PrimitiveTypeName.BINARY,
          LogicalTypeAnnotation.stringType(),
          (out, v) -> out.addBinary(Binary.fromString((String) v)));
    }
    if (type instanceof TimestampType) {
      return of(
              column,
              PrimitiveTypeName.INT64,
              LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS),
              (out, v) -> out.addLong(Math.multiplyExact((Long) v, MICROS_PER_MILLI)))
          .withoutDictionary();
    }
    if (type instanceof DecimalType decimal) {
      return decimal(column, decimal.getPrecision(), decimal.getScale());
    }
    if (type instanceof BooleanType) {
      return of(column, PrimitiveTypeName.BOOLEAN, null, (out, v) -> out.addBoolean((Boolean) v));
    }
    if (type instanceof DateType) {
      return of(
          column,
          PrimitiveTypeName.INT32,
          LogicalTypeAnnotation.dateType(),
          (out, v) -> out.addInteger(Math.toIntExact((Long) v)));
    }
    if (type instanceof IntegerType) {
      return of(column, PrimitiveTypeName.INT32, null, (out, v) -> out.addInteger((Integer) v));
    }
    if (type instanceof BinaryType) {
      return of(
              column,
              PrimitiveTypeName.BINARY,
              null,
              (out, v) -> out.addBinary(Binary.fromConstantByteArray((byte[]) v)))
          .withoutDictionary();
    }
    if (type instanceof ArrayType array) {
      return NestedColumn.of(column, array);
    }
    if (type instanceof MapType map) {
      return NestedColumn.of(column, map);
    }
    throw new IllegalArgumentException("No Parquet type for " + column.describe());
  }

  private static ParquetColumn decimal(TableColumn column, int precision, int scale) {
    LogicalTypeAnnotation logical = LogicalTypeAnnotation.decimalType(scale, precision);
    if (precision <= INT_DIGITS) {
      return of(
          column,
          PrimitiveTypeName.INT32,
          logical,
          (out, v) -> out.addInteger(unscaled(v, scale).intValueExact()));
    }
    if (precision <= LONG_DIGITS) {
      return of(
          column,
          PrimitiveTypeName.INT64,
          logical,
          (out, v) -> out.addLong(unscaled(v, scale).longValueExact()));
    }
    int bytes = bytes(precision);
    Type type =
        (column.nullable()
                ? Types.optional(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY)
                : Types.required(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY))
            .length(bytes)
            .as(logical)
            .named(column.name());
    return new ParquetColumn(
        column.name(),
        type,
        true,
        (out, v) -> out.addBinary(signExtended(unscaled(v, scale), bytes)));
  }

  private static ParquetColumn of(
      TableColumn column,
      PrimitiveTypeName primitive,
      @Nullable LogicalTypeAnnotation logical,
      ValueWriter writer) {
    Type type =
        (column.nullable() ? Types.optional(primitive) : Types.required(primitive))
            .as(logical)
            .named(column.name());
    return new ParquetColumn(column.name(), type, true, writer);
  }

  private ParquetColumn withoutDictionary() {
    return new ParquetColumn(name, type, false, writer);
  }

  private static BigInteger unscaled(Object value, int scale) {
    return ((BigDecimal) value).setScale(scale).unscaledValue();
  }

  /** Bytes that hold every value of so many digits, and its sign. */
  private static int bytes(int precision) {
    return BigInteger.TEN.pow(precision).bitLength() / Byte.SIZE + 1;
  }

  private static Binary signExtended(BigInteger value, int length) {
    byte[] minimal = value.toByteArray();
    if (minimal.length == length) {
      return Binary.fromConstantByteArray(minimal);
    }
    byte[] bytes = new byte[length];
    if (value.signum() < 0) {
      Arrays.fill(bytes, (byte) -1);
    }
    System.arraycopy(minimal, 0, bytes, length - minimal.length, minimal.length);
    return Binary.fromConstantByteArray(bytes);
  }
}
