package io.freshet.sinks.delta.file;

import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.TimestampType;
import io.freshet.sinks.delta.file.NumberLeaf.NumberWriter;
import io.freshet.sinks.delta.schema.TableColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.function.ToLongFunction;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** Single values in the Parquet types that Delta's protocol asks for. */
final class Leaves {
  private static final int INT_DIGITS = 9;
  private static final int LONG_DIGITS = 18;
  private static final long MICROS_PER_MILLI = 1_000;

  private static final NumberWriter INT64 = SingleValues::write;
  private static final NumberWriter INT32 = (out, v) -> out.write(Math.toIntExact(v));
  private static final NumberWriter DOUBLE = (out, v) -> out.write(Double.longBitsToDouble(v));
  private static final NumberWriter BOOLEAN = (out, v) -> out.write(v != 0);

  private Leaves() {}

  /**
   * @throws IllegalArgumentException if there are no such single values
   */
  static Leaf of(TableColumn column) {
    DataType type = column.type();
    if (type instanceof LongType) {
      return number(type(column, PrimitiveTypeName.INT64, null), true, v -> (Long) v, INT64);
    }
    if (type instanceof DoubleType) {
      PrimitiveType parquet = type(column, PrimitiveTypeName.DOUBLE, null);
      return number(parquet, false, v -> Double.doubleToRawLongBits((Double) v), DOUBLE);
    }
    if (type instanceof StringType) {
      return new BytesLeaf(
          type(column, PrimitiveTypeName.BINARY, LogicalTypeAnnotation.stringType()),
          column.nullable(),
          v -> Binary.fromString((String) v));
    }
    if (type instanceof TimestampType) {
      return new NumberLeaf(
          type(
              column,
              PrimitiveTypeName.INT64,
              LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS)),
          false,
          MICROS_PER_MILLI,
          v -> Math.multiplyExact((Long) v, MICROS_PER_MILLI),
          INT64);
    }
    if (type instanceof DecimalType decimal) {
      return decimal(column, decimal.getPrecision(), decimal.getScale());
    }
    if (type instanceof BooleanType) {
      PrimitiveType parquet = type(column, PrimitiveTypeName.BOOLEAN, null);
      return number(parquet, true, v -> (Boolean) v ? 1 : 0, BOOLEAN);
    }
    if (type instanceof DateType) {
      PrimitiveType parquet =
          type(column, PrimitiveTypeName.INT32, LogicalTypeAnnotation.dateType());
      return number(parquet, true, v -> (Long) v, INT32);
    }
    if (type instanceof IntegerType) {
      return number(type(column, PrimitiveTypeName.INT32, null), true, v -> (Integer) v, INT32);
    }
    if (type instanceof BinaryType) {
      return new BytesLeaf(
          type(column, PrimitiveTypeName.BINARY, null),
          false,
          v -> Binary.fromConstantByteArray((byte[]) v));
    }
    throw new IllegalArgumentException("No Parquet type for " + column.describe());
  }

  private static Leaf decimal(TableColumn column, int precision, int scale) {
    LogicalTypeAnnotation logical = LogicalTypeAnnotation.decimalType(scale, precision);
    ToLongFunction<Object> unscaled = v -> unscaled(v, scale).longValueExact();
    if (precision <= INT_DIGITS) {
      return number(type(column, PrimitiveTypeName.INT32, logical), false, unscaled, INT32);
    }
    if (precision <= LONG_DIGITS) {
      return number(type(column, PrimitiveTypeName.INT64, logical), false, unscaled, INT64);
    }
    int bytes = bytes(precision);
    PrimitiveType type =
        Types.primitive(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, repetition(column))
            .length(bytes)
            .as(logical)
            .named(column.name());
    return new BytesLeaf(type, false, v -> signExtended(unscaled(v, scale), bytes));
  }

  private static Leaf number(
      PrimitiveType type,
      boolean dictionary,
      ToLongFunction<Object> toNumber,
      NumberWriter writer) {
    return new NumberLeaf(type, dictionary, 1, toNumber, writer);
  }

  private static PrimitiveType type(
      TableColumn column, PrimitiveTypeName primitive, @Nullable LogicalTypeAnnotation logical) {
    return Types.primitive(primitive, repetition(column)).as(logical).named(column.name());
  }

  static Repetition repetition(TableColumn column) {
    return column.nullable() ? Repetition.OPTIONAL : Repetition.REQUIRED;
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
