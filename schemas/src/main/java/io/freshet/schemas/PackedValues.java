package io.freshet.schemas;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The bytes of a value that is not NULL in a packed row; see {@link RowCodec}. */
final class PackedValues {
  private static final int LONG_DIGITS = 18;

  private PackedValues() {}

  static void write(ByteWriter out, ValueType type, Object value) {
    switch (type.kind()) {
      case BOOLEAN -> out.writeByte((Boolean) value ? 1 : 0);
      case BIGINT, TIMESTAMP, DATE -> out.writeVarLong((Long) value);
      case DOUBLE -> out.writeLong(Double.doubleToLongBits((Double) value));
      case STRING -> out.writeBytes(((String) value).getBytes(StandardCharsets.UTF_8));
      case DECIMAL -> writeDecimal(out, type, (BigDecimal) value);
      case ARRAY -> writeList(out, element(type), (List<?>) value);
      case COUNTS -> writeCounts(out, element(type), (Map<?, ?>) value);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws MalformedRowException if the bytes are no such value
   */
  static Object read(ByteReader in, ValueType type) {
    return switch (type.kind()) {
      case BOOLEAN -> in.readByte() != 0;
      case BIGINT, TIMESTAMP, DATE -> in.readVarLong();
      case DOUBLE -> Double.longBitsToDouble(in.readLong());
      case STRING -> new String(in.readBytes(), StandardCharsets.UTF_8);
      case DECIMAL -> readDecimal(in, type);
      case ARRAY -> readList(in, element(type));
      case COUNTS -> readCounts(in, element(type));
    };
  }

  /**
   * Reads what {@link #write} wrote, and hands it on.
   *
   * @throws MalformedRowException if the bytes are no such value
   */
  static void read(ByteReader in, ValueType type, int position, ValueSink sink) {
    switch (type.kind()) {
      case BIGINT, TIMESTAMP, DATE -> sink.takeLong(position, in.readVarLong());
      case DOUBLE -> sink.takeDouble(position, Double.longBitsToDouble(in.readLong()));
      case BOOLEAN -> sink.takeBoolean(position, in.readByte() != 0);
      case STRING -> {
        int length = in.readCount();
        int offset = in.position();
        in.skip(length);
        sink.takeText(position, in.bytes(), offset, length);
      }
      case DECIMAL -> {
        if (type.precision() <= LONG_DIGITS) {
          sink.takeUnscaled(position, in.readVarLong());
        } else {
          sink.takeValue(position, readDecimal(in, type));
        }
      }
      case ARRAY, COUNTS -> sink.takeValue(position, read(in, type));
    }
  }

  private static void writeDecimal(ByteWriter out, ValueType type, BigDecimal value) {
    BigInteger unscaled = value.setScale(type.scale()).unscaledValue();
    if (type.precision() <= LONG_DIGITS) {
      out.writeVarLong(unscaled.longValueExact());
    } else {
      out.writeBytes(unscaled.toByteArray());
    }
  }

  /** Writes a DECIMAL that is given without its point, as its type's bytes. */
  static void writeUnscaled(ByteWriter out, ValueType type, long unscaled) {
    if (type.precision() <= LONG_DIGITS) {
      out.writeVarLong(unscaled);
      return;
    }
    // the least two's complement bytes, as of BigInteger
    int bits = Long.SIZE - Long.numberOfLeadingZeros(unscaled ^ unscaled >> 63);
    int length = bits / Byte.SIZE + 1;
    out.writeUnsigned(length);
    for (int shift = (length - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      out.writeByte((int) (unscaled >> shift));
    }
  }

  private static BigDecimal readDecimal(ByteReader in, ValueType type) {
    BigInteger unscaled =
        type.precision() <= LONG_DIGITS
            ? BigInteger.valueOf(in.readVarLong())
            : in.readBigInteger();
    return new BigDecimal(unscaled, type.scale());
  }

  private static void writeList(ByteWriter out, ValueType element, List<?> values) {
    out.writeUnsigned(values.size());
    for (Object value : values) {
      write(out, element, value);
    }
  }

  /** The number of elements is not trusted: nothing is reserved for them. */
  private static List<Object> readList(ByteReader in, ValueType element) {
    int size = in.readCount();
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      values.add(read(in, element));
    }
    return Collections.unmodifiableList(values);
  }

  private static void writeCounts(ByteWriter out, ValueType key, Map<?, ?> counts) {
    out.writeUnsigned(counts.size());
    counts.forEach(
        (value, count) -> {
          write(out, key, value);
          out.writeUnsigned((Long) count);
        });
  }

  private static Map<Object, Long> readCounts(ByteReader in, ValueType key) {
    int size = in.readCount();
    Map<Object, Long> counts = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      Object value = read(in, key);
      long count = in.readUnsigned();
      if (count < 0 || counts.put(value, count) != null) {
        throw new MalformedRowException("the count " + count + " of " + value);
      }
    }
    return Collections.unmodifiableMap(counts);
  }

  private static ValueType element(ValueType type) {
    return Objects.requireNonNull(type.element());
  }
}
