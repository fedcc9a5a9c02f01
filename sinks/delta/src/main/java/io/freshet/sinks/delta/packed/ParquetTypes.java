package io.freshet.sinks.delta.packed;

import java.util.Optional;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** Packed types and Parquet's. */
public final class ParquetTypes {
  private static final String ELEMENT = "element";
  private static final String KEY = "key";
  private static final String VALUE = "value";
  private static final int INT_DIGITS = 9;

  private ParquetTypes() {}

  /** The packed type of a column of whatever file; empty if it has none. */
  public static Optional<PackedType> packed(Type type) {
    if (type.isRepetition(Repetition.REPEATED)) {
      return Optional.empty();
    }
    return Optional.ofNullable(
        type.isPrimitive() ? flat(type.asPrimitiveType()) : nested(type.asGroupType()));
  }

  private static @Nullable PackedType flat(PrimitiveType type) {
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
      return PackedType.decimal(decimal.getPrecision(), decimal.getScale());
    }
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> PackedType.of(PackedType.Kind.BOOLEAN);
      case INT32 -> whole(logical, PackedType.Kind.INT);
      case INT64 -> whole(logical, PackedType.Kind.LONG);
      case INT96 -> PackedType.TIMESTAMP;
      case FLOAT -> PackedType.of(PackedType.Kind.FLOAT);
      case DOUBLE -> PackedType.of(PackedType.Kind.DOUBLE);
      case BINARY -> binary(logical);
      case FIXED_LEN_BYTE_ARRAY -> logical == null ? PackedType.of(PackedType.Kind.BINARY) : null;
    };
  }

  private static @Nullable PackedType whole(
      @Nullable LogicalTypeAnnotation logical, PackedType.Kind plain) {
    if (logical == null) {
      return PackedType.of(plain);
    }
    if (logical instanceof DateLogicalTypeAnnotation) {
      return PackedType.of(PackedType.Kind.DATE);
    }
    if (logical instanceof TimestampLogicalTypeAnnotation time) {
      return time.isAdjustedToUTC()
          ? PackedType.TIMESTAMP
          : PackedType.of(PackedType.Kind.TIMESTAMP_NTZ);
    }
    if (logical instanceof IntLogicalTypeAnnotation whole) {
      int bits = whole.isSigned() ? whole.getBitWidth() : 2 * whole.getBitWidth();
      return switch (bits) {
        case 8 -> PackedType.of(PackedType.Kind.BYTE);
        case 16 -> PackedType.of(PackedType.Kind.SHORT);
        case 32 -> PackedType.of(PackedType.Kind.INT);
        case 64 -> PackedType.LONG;
        default -> null;
      };
    }
    return null;
  }

  private static @Nullable PackedType binary(@Nullable LogicalTypeAnnotation logical) {
    if (logical == null) {
      return PackedType.of(PackedType.Kind.BINARY);
    }
    return logical instanceof StringLogicalTypeAnnotation
            || logical instanceof EnumLogicalTypeAnnotation
            || logical instanceof JsonLogicalTypeAnnotation
        ? PackedType.STRING
        : null;
  }

  private static @Nullable PackedType nested(GroupType type) {
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    if (type.getFieldCount() != 1 || !type.getType(0).isRepetition(Repetition.REPEATED)) {
      return null;
    }
    Type repeated = type.getType(0);
    if (logical instanceof ListLogicalTypeAnnotation) {
      PrimitiveType element = element(repeated);
      PackedType flat = element == null ? null : flat(element);
      return flat == null ? null : PackedType.list(flat);
    }
    if (logical instanceof MapLogicalTypeAnnotation
        && !repeated.isPrimitive()
        && repeated.asGroupType().getFieldCount() == 2
        && repeated.asGroupType().getType(0).isPrimitive()
        && repeated.asGroupType().getType(1).isPrimitive()) {
      PackedType key = flat(repeated.asGroupType().getType(0).asPrimitiveType());
      PackedType value = flat(repeated.asGroupType().getType(1).asPrimitiveType());
      return key == null || value == null ? null : PackedType.map(key, value);
    }
    return null;
  }

  /** What repeats in a list, in the forms that writers have given lists; null: no flat value. */
  private static @Nullable PrimitiveType element(Type repeated) {
    if (repeated.isPrimitive()) {
      return repeated.asPrimitiveType();
    }
    GroupType group = repeated.asGroupType();
    return group.getFieldCount() == 1 && group.getType(0).isPrimitive()
        ? group.getType(0).asPrimitiveType()
        : null;
  }

  /** The column as we write it, in the types that Delta's protocol asks for. */
  public static Type parquet(PackedColumn column) {
    return parquet(column.name(), column.type(), Repetition.OPTIONAL);
  }

  private static Type parquet(String name, PackedType type, Repetition repetition) {
    return switch (type.kind()) {
      case LIST ->
          Types.buildGroup(repetition)
              .as(LogicalTypeAnnotation.listType())
              .addField(
                  Types.repeatedGroup()
                      .addField(parquet(ELEMENT, type.elementType(), Repetition.OPTIONAL))
                      .named("list"))
              .named(name);
      case MAP ->
          Types.buildGroup(repetition)
              .as(LogicalTypeAnnotation.mapType())
              .addField(
                  Types.repeatedGroup()
                      .addField(parquet(KEY, type.keyType(), Repetition.REQUIRED))
                      .addField(parquet(VALUE, type.elementType(), Repetition.OPTIONAL))
                      .named("key_value"))
              .named(name);
      default ->
          Types.primitive(primitive(type), repetition)
              .length(
                  primitive(type) == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY
                      ? decimalBytes(type.precision())
                      : 0)
              .as(logical(type))
              .named(name);
    };
  }

  private static PrimitiveTypeName primitive(PackedType type) {
    return switch (type.kind()) {
      case BOOLEAN -> PrimitiveTypeName.BOOLEAN;
      case BYTE, SHORT, INT, DATE -> PrimitiveTypeName.INT32;
      case LONG, TIMESTAMP, TIMESTAMP_NTZ -> PrimitiveTypeName.INT64;
      case FLOAT -> PrimitiveTypeName.FLOAT;
      case DOUBLE -> PrimitiveTypeName.DOUBLE;
      case DECIMAL ->
          type.precision() <= INT_DIGITS
              ? PrimitiveTypeName.INT32
              : type.precision() <= PackedType.LONG_DIGITS
                  ? PrimitiveTypeName.INT64
                  : PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
      case STRING, BINARY -> PrimitiveTypeName.BINARY;
      case LIST, MAP -> throw new IllegalArgumentException(type + " is no primitive type");
    };
  }

  private static @Nullable LogicalTypeAnnotation logical(PackedType type) {
    return switch (type.kind()) {
      case BYTE -> LogicalTypeAnnotation.intType(8, true);
      case SHORT -> LogicalTypeAnnotation.intType(16, true);
      case DECIMAL -> LogicalTypeAnnotation.decimalType(type.scale(), type.precision());
      case STRING -> LogicalTypeAnnotation.stringType();
      case DATE -> LogicalTypeAnnotation.dateType();
      case TIMESTAMP -> LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS);
      case TIMESTAMP_NTZ -> LogicalTypeAnnotation.timestampType(false, TimeUnit.MICROS);
      default -> null;
    };
  }

  /** Bytes that hold every value of so many digits, and its sign. */
  static int decimalBytes(int precision) {
    return java.math.BigInteger.TEN.pow(precision).bitLength() / Byte.SIZE + 1;
  }
}
