package io.freshet.sinks.delta.packed;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.ByteType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FloatType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.ShortType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.TimestampNTZType;
import io.delta.kernel.types.TimestampType;
import io.freshet.schemas.ValueType;
import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The type of a packed column, and with it the form of its values in bytes.
 *
 * <p>A value is a byte that is 0 for NULL, else 1 and the value itself: BOOLEAN one byte; BYTE,
 * SHORT, INT and DATE (days since the epoch) a zigzag varint; LONG, TIMESTAMP and TIMESTAMP_NTZ
 * (microseconds since the epoch), FLOAT and DOUBLE (their bits) eight bytes; DECIMAL its unscaled
 * number, eight bytes up to 18 digits, else as few bytes of two's complement as hold it; STRING
 * (UTF-8) and BINARY their bytes; LIST a count and the elements; MAP a count and the entries, key
 * before value. Lengths and counts are unsigned varints. Equal values have equal bytes.
 *
 * @param kind the family of the type
 * @param precision decimal digits in all; 0 unless {@code kind} is DECIMAL
 * @param scale decimal digits after the point; 0 unless {@code kind} is DECIMAL
 * @param key type of a MAP's keys; else null
 * @param element type of a LIST's elements or of a MAP's values; else null
 */
public record PackedType(
    Kind kind, int precision, int scale, @Nullable PackedType key, @Nullable PackedType element)
    implements Serializable {

  /** Families of types. */
  public enum Kind {
    BOOLEAN,
    BYTE,
    SHORT,
    INT,
    LONG,
    FLOAT,
    DOUBLE,
    DECIMAL,
    STRING,
    BINARY,
    DATE,
    TIMESTAMP,
    TIMESTAMP_NTZ,
    LIST,
    MAP
  }

  /** Digits of decimals whose unscaled number is packed into eight bytes. */
  public static final int LONG_DIGITS = 18;

  public static final PackedType STRING = of(Kind.STRING);
  public static final PackedType LONG = of(Kind.LONG);
  public static final PackedType TIMESTAMP = of(Kind.TIMESTAMP);

  /** A type without parameters. */
  public static PackedType of(Kind kind) {
    return new PackedType(kind, 0, 0, null, null);
  }

  /** A decimal. */
  public static PackedType decimal(int precision, int scale) {
    return new PackedType(Kind.DECIMAL, precision, scale, null, null);
  }

  /** A list. */
  public static PackedType list(PackedType element) {
    return new PackedType(Kind.LIST, 0, 0, null, element);
  }

  /** A map. */
  public static PackedType map(PackedType key, PackedType value) {
    return new PackedType(Kind.MAP, 0, 0, key, value);
  }

  /** The type of a feature or join key. */
  public static PackedType of(ValueType type) {
    return switch (type.kind()) {
      case BOOLEAN -> of(Kind.BOOLEAN);
      case BIGINT -> LONG;
      case DOUBLE -> of(Kind.DOUBLE);
      case DECIMAL -> decimal(type.precision(), type.scale());
      case STRING -> STRING;
      case TIMESTAMP -> TIMESTAMP;
      case DATE -> of(Kind.DATE);
      case ARRAY -> list(of(Objects.requireNonNull(type.element())));
      case COUNTS -> map(of(Objects.requireNonNull(type.element())), LONG);
    };
  }

  /** The type of a column of a Delta table; empty if it has no packed form (structs). */
  public static Optional<PackedType> of(DataType type) {
    if (type instanceof DecimalType decimal) {
      return Optional.of(decimal(decimal.getPrecision(), decimal.getScale()));
    }
    if (type instanceof ArrayType array) {
      return of(array.getElementType()).map(PackedType::list);
    }
    if (type instanceof MapType map) {
      Optional<PackedType> value = of(map.getValueType());
      return of(map.getKeyType()).flatMap(key -> value.map(v -> map(key, v)));
    }
    return Optional.ofNullable(kind(type)).map(PackedType::of);
  }

  private static @Nullable Kind kind(DataType type) {
    for (Kind kind : Kind.values()) {
      if (kind != Kind.LIST && kind != Kind.MAP && kind != Kind.DECIMAL) {
        if (of(kind).dataType().equals(type)) {
          return kind;
        }
      }
    }
    return null;
  }

  /** The type of a column of a Delta table. */
  public DataType dataType() {
    return switch (kind) {
      case BOOLEAN -> BooleanType.BOOLEAN;
      case BYTE -> ByteType.BYTE;
      case SHORT -> ShortType.SHORT;
      case INT -> IntegerType.INTEGER;
      case LONG -> LongType.LONG;
      case FLOAT -> FloatType.FLOAT;
      case DOUBLE -> DoubleType.DOUBLE;
      case DECIMAL -> new DecimalType(precision, scale);
      case STRING -> StringType.STRING;
      case BINARY -> BinaryType.BINARY;
      case DATE -> DateType.DATE;
      case TIMESTAMP -> TimestampType.TIMESTAMP;
      case TIMESTAMP_NTZ -> TimestampNTZType.TIMESTAMP_NTZ;
      case LIST -> new ArrayType(elementType().dataType(), true);
      case MAP -> new MapType(keyType().dataType(), elementType().dataType(), true);
    };
  }

  /** Whether it is neither LIST nor MAP. */
  public boolean isFlat() {
    return element == null;
  }

  /**
   * Type of elements or values.
   *
   * @throws NullPointerException if there are none
   */
  public PackedType elementType() {
    return Objects.requireNonNull(element);
  }

  /**
   * Type of keys.
   *
   * @throws NullPointerException if there are none
   */
  public PackedType keyType() {
    return Objects.requireNonNull(key);
  }

  /** As people write it: {@code decimal(12,3)}, {@code list<string>}. */
  @Override
  public String toString() {
    return switch (kind) {
      case DECIMAL -> "decimal(" + precision + "," + scale + ")";
      case LIST -> "list<" + element + ">";
      case MAP -> "map<" + key + "," + element + ">";
      default -> kind.name().toLowerCase(java.util.Locale.ROOT);
    };
  }
}
