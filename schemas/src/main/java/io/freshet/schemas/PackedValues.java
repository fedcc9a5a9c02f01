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

/**
 * The bytes of lists and counts in a packed row: a varint number of elements, and each; a varint
 * number of keys, and each with its count as a varint. BIGINT, TIMESTAMP, DATE and decimals of up
 * to 18 digits are zigzag varints (of the unscaled value), wider decimals a varint length and two's
 * complement bytes, DOUBLE 8 bytes, BOOLEAN one, STRING a varint length and UTF-8.
 */
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

  private static void writeDecimal(ByteWriter out, ValueType type, BigDecimal value) {
    BigInteger unscaled = value.setScale(type.scale()).unscaledValue();
    if (type.precision() <= LONG_DIGITS) {
      out.writeVarLong(unscaled.longValueExact());
    } else {
      out.writeBytes(unscaled.toByteArray());
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
