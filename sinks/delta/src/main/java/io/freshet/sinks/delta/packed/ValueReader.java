package io.freshet.sinks.delta.packed;

import io.freshet.schemas.ByteWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Packs the value at which a reader stands, which is not NULL, without the byte that says so. */
@FunctionalInterface
interface ValueReader {
  long MICROS_PER_MILLI = 1_000;
  long NANOS_PER_MICRO = 1_000;
  long MICROS_PER_DAY = 86_400_000_000L;
  int JULIAN_EPOCH = 2_440_588;

  void pack(ColumnReader column, ByteWriter out);

  /** Reads a number as which a value of whole numbers or times is packed. */
  @FunctionalInterface
  interface Whole {
    long read(ColumnReader column);
  }

  /**
   * A reader for a column of a file.
   *
   * @throws IncompatibleColumnException if the file's type is not one that holds such values
   */
  static ValueReader of(PrimitiveType file, PackedType wanted) {
    PrimitiveTypeName stored = file.getPrimitiveTypeName();
    return switch (wanted.kind()) {
      case BOOLEAN -> {
        require(stored == PrimitiveTypeName.BOOLEAN, file, wanted);
        yield (column, out) -> out.writeByte(column.getBoolean() ? 1 : 0);
      }
      case BYTE, SHORT, INT, DATE -> {
        require(stored == PrimitiveTypeName.INT32, file, wanted);
        yield (column, out) -> out.writeVarLong(column.getInteger());
      }
      case LONG, TIMESTAMP, TIMESTAMP_NTZ -> {
        Whole whole = whole(file, wanted);
        yield (column, out) -> out.writeLong(whole.read(column));
      }
      case FLOAT -> {
        require(stored == PrimitiveTypeName.FLOAT, file, wanted);
        yield (column, out) -> out.writeLong(Float.floatToIntBits(column.getFloat()));
      }
      case DOUBLE -> {
        if (stored == PrimitiveTypeName.FLOAT) {
          yield (column, out) -> out.writeLong(Double.doubleToLongBits(column.getFloat()));
        }
        require(stored == PrimitiveTypeName.DOUBLE, file, wanted);
        yield (column, out) -> out.writeLong(Double.doubleToLongBits(column.getDouble()));
      }
      case STRING, BINARY -> {
        require(
            stored == PrimitiveTypeName.BINARY || stored == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY,
            file,
            wanted);
        yield (column, out) -> out.writeBytes(column.getBinary().getBytesUnsafe());
      }
      case DECIMAL -> decimal(file, wanted);
      case LIST, MAP -> throw new IncompatibleColumnException(file, wanted);
    };
  }

  /** A reader for times and 64-bit numbers; of times microseconds. */
  static Whole whole(PrimitiveType file, PackedType wanted) {
    LogicalTypeAnnotation logical = file.getLogicalTypeAnnotation();
    PrimitiveTypeName stored = file.getPrimitiveTypeName();
    if (wanted.kind() == PackedType.Kind.LONG) {
      if (stored == PrimitiveTypeName.INT32) {
        boolean unsigned = logical instanceof IntLogicalTypeAnnotation kind && !kind.isSigned();
        return unsigned
            ? column -> Integer.toUnsignedLong(column.getInteger())
            : ColumnReader::getInteger;
      }
      require(stored == PrimitiveTypeName.INT64, file, wanted);
      return ColumnReader::getLong;
    }
    if (stored == PrimitiveTypeName.INT96) {
      return ValueReader::julianMicros;
    }
    require(
        stored == PrimitiveTypeName.INT64 && logical instanceof TimestampLogicalTypeAnnotation,
        file,
        wanted);
    TimeUnit unit = ((TimestampLogicalTypeAnnotation) logical).getUnit();
    return switch (unit) {
      case MILLIS -> column -> Math.multiplyExact(column.getLong(), MICROS_PER_MILLI);
      case MICROS -> ColumnReader::getLong;
      case NANOS -> column -> Math.floorDiv(column.getLong(), NANOS_PER_MICRO);
    };
  }

  /** The form in which Hive and older Sparks wrote times: nanoseconds of a Julian day. */
  private static long julianMicros(ColumnReader column) {
    ByteBuffer value = column.getBinary().toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    int start = value.position();
    long nanos = value.getLong(start);
    long day = value.getInt(start + Long.BYTES) - (long) JULIAN_EPOCH;
    return day * MICROS_PER_DAY + Math.floorDiv(nanos, NANOS_PER_MICRO);
  }

  private static ValueReader decimal(PrimitiveType file, PackedType wanted) {
    require(
        file.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation stored
            && stored.getScale() <= wanted.scale(),
        file,
        wanted);
    int scale = ((DecimalLogicalTypeAnnotation) file.getLogicalTypeAnnotation()).getScale();
    boolean same = scale == wanted.scale();
    boolean fits = wanted.precision() <= PackedType.LONG_DIGITS;
    PrimitiveTypeName stored = file.getPrimitiveTypeName();
    if (same && fits && stored == PrimitiveTypeName.INT32) {
      return (column, out) -> out.writeLong(column.getInteger());
    }
    if (same && fits && stored == PrimitiveTypeName.INT64) {
      return (column, out) -> out.writeLong(column.getLong());
    }
    return (column, out) -> {
      BigInteger unscaled =
          switch (stored) {
            case INT32 -> BigInteger.valueOf(column.getInteger());
            case INT64 -> BigInteger.valueOf(column.getLong());
            default -> new BigInteger(column.getBinary().getBytes());
          };
      BigInteger scaled =
          same
              ? unscaled
              : new BigDecimal(unscaled, scale).setScale(wanted.scale()).unscaledValue();
      if (fits) {
        out.writeLong(scaled.longValueExact());
      } else {
        out.writeBytes(scaled.toByteArray());
      }
    };
  }

  private static void require(boolean holds, PrimitiveType file, PackedType wanted) {
    if (!holds) {
      throw new IncompatibleColumnException(file, wanted);
    }
  }
}
