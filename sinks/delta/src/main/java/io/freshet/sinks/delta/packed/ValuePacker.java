package io.freshet.sinks.delta.packed;

import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import io.freshet.schemas.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Packs values of the classes of {@link ValueType}, and passes over packed ones. */
public final class ValuePacker {
  static final int NULL = 0;
  static final int VALUE = 1;
  private static final long MICROS_PER_MILLI = 1_000;

  private ValuePacker() {}

  /** Packs a value, of the type {@link PackedType#of(ValueType)}; null for NULL. */
  public static void pack(ValueType type, @Nullable Object value, ByteWriter out) {
    if (value == null) {
      out.writeByte(NULL);
      return;
    }
    out.writeByte(VALUE);
    switch (type.kind()) {
      case BOOLEAN -> out.writeByte((Boolean) value ? 1 : 0);
      case BIGINT -> out.writeLong((Long) value);
      case DOUBLE -> out.writeLong(Double.doubleToLongBits((Double) value));
      case DECIMAL -> unscaled(type.precision(), ((BigDecimal) value).setScale(type.scale()), out);
      case STRING -> out.writeBytes(((String) value).getBytes(StandardCharsets.UTF_8));
      case TIMESTAMP -> out.writeLong(Math.multiplyExact((Long) value, MICROS_PER_MILLI));
      case DATE -> out.writeVarLong((Long) value);
      case ARRAY -> {
        List<?> list = (List<?>) value;
        out.writeUnsigned(list.size());
        list.forEach(element -> pack(element(type), element, out));
      }
      case COUNTS -> {
        Map<?, ?> counts = (Map<?, ?>) value;
        out.writeUnsigned(counts.size());
        counts.forEach(
            (key, count) -> {
              pack(element(type), key, out);
              pack(ValueType.BIGINT, count, out);
            });
      }
    }
  }

  private static void unscaled(int precision, BigDecimal value, ByteWriter out) {
    if (precision <= PackedType.LONG_DIGITS) {
      out.writeLong(value.unscaledValue().longValueExact());
    } else {
      out.writeBytes(value.unscaledValue().toByteArray());
    }
  }

  private static ValueType element(ValueType type) {
    return Objects.requireNonNull(type.element());
  }

  /** The time that a packed TIMESTAMP at the reader's position holds, milliseconds; null: NULL. */
  public static @Nullable Long readMillis(ByteReader in) {
    return in.readByte() == NULL ? null : Math.floorDiv(in.readLong(), MICROS_PER_MILLI);
  }

  /** Passes over a packed value. */
  public static void skip(PackedType type, ByteReader in) {
    if (in.readByte() != NULL) {
      skipValue(type, in);
    }
  }

  private static void skipValue(PackedType type, ByteReader in) {
    switch (type.kind()) {
      case BOOLEAN -> in.skip(1);
      case BYTE, SHORT, INT, DATE -> in.readVarLong();
      case LONG, FLOAT, DOUBLE, TIMESTAMP, TIMESTAMP_NTZ -> in.skip(Long.BYTES);
      case DECIMAL -> {
        if (type.precision() <= PackedType.LONG_DIGITS) {
          in.skip(Long.BYTES);
        } else {
          in.skip(in.readCount());
        }
      }
      case STRING, BINARY -> in.skip(in.readCount());
      case LIST -> {
        int count = in.readCount();
        for (int i = 0; i < count; i++) {
          skip(type.elementType(), in);
        }
      }
      case MAP -> {
        int count = in.readCount();
        for (int i = 0; i < count; i++) {
          skip(type.keyType(), in);
          skip(type.elementType(), in);
        }
      }
    }
  }

  /** The DECIMAL at the reader's position, behind its first byte. */
  public static BigDecimal readDecimal(PackedType type, ByteReader in) {
    BigInteger unscaled =
        type.precision() <= PackedType.LONG_DIGITS
            ? BigInteger.valueOf(in.readLong())
            : new BigInteger(in.readBytes());
    return new BigDecimal(unscaled, type.scale());
  }
}
