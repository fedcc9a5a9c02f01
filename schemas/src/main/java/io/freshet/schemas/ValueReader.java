package io.freshet.schemas;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteOrder;

/** Hands on the values of packed rows, each in the form that {@link ValueForm} describes. */
final class ValueReader {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int LONG_DIGITS = 18;
  private static final int MOST_DECIMAL_BYTES = 16;

  private ValueReader() {}

  /**
   * Hands on a value that has a code, one with bytes if its type recurs.
   *
   * @param begin where its bytes begin in {@code row}, without what tells their length
   * @param length how many there are, all within the row
   * @param position what the sink shall know it by
   * @throws MalformedRowException if there is no such value
   */
  static void read(
      RowShape shape,
      int feature,
      byte[] row,
      int code,
      int begin,
      int length,
      int position,
      ValueSink sink) {
    ValueType type = shape.types[feature];
    if (code == ValueForm.EXTENDED) {
      readExtended(type, row, begin, length, position, sink);
      return;
    }
    if (type.kind() == ValueType.Kind.STRING) {
      sink.takeText(position, row, begin, length);
      return;
    }
    long number = length == 0 ? ValueForm.literal(type, code) : number(row, begin, length);
    switch (type.kind()) {
      case BIGINT -> sink.takeLong(position, number);
      case TIMESTAMP -> sink.takeLong(position, ValueForm.timestamp(number, length));
      case DATE -> sink.takeLong(position, number);
      case DOUBLE -> sink.takeDouble(position, asDouble(number, length));
      case DECIMAL -> decimal(type, number, position, sink);
      case BOOLEAN -> {
        if (length > 0) {
          throw malformed(type, code);
        }
        sink.takeBoolean(position, number != 0);
      }
      default -> throw malformed(type, code);
    }
  }

  private static double asDouble(long number, int length) {
    return switch (length) {
      case 0 -> number;
      case Long.BYTES -> Double.longBitsToDouble(number);
      default -> ValueForm.fromMantissa(number);
    };
  }

  private static void decimal(ValueType type, long unscaled, int position, ValueSink sink) {
    if (type.precision() <= LONG_DIGITS) {
      sink.takeUnscaled(position, unscaled);
    } else {
      sink.takeValue(position, BigDecimal.valueOf(unscaled, type.scale()));
    }
  }

  private static void readExtended(
      ValueType type, byte[] row, int begin, int length, int position, ValueSink sink) {
    switch (type.kind()) {
      case STRING -> sink.takeText(position, row, begin, length);
      case DECIMAL -> {
        if (length == 0 || length > MOST_DECIMAL_BYTES || type.precision() <= LONG_DIGITS) {
          throw malformed(type, ValueForm.EXTENDED);
        }
        sink.takeValue(position, new BigDecimal(new BigInteger(row, begin, length), type.scale()));
      }
      case ARRAY, COUNTS -> {
        ByteReader in = new ByteReader(row, begin);
        Object value = PackedValues.read(in, type);
        in.expectPosition(begin + length);
        sink.takeValue(position, value);
      }
      default -> throw malformed(type, ValueForm.EXTENDED);
    }
  }

  /** Hands on a value that the row passes over. */
  static void readImplied(RowShape shape, int feature, int position, ValueSink sink) {
    Object implied = shape.implied[feature];
    if (implied != null) {
      handOn(shape.types[feature], implied, shape.impliedNumbers[feature], position, sink);
    }
  }

  /** Hands on a value of which a bit says that it is the other one. */
  static void readOther(RowShape shape, int feature, int position, ValueSink sink) {
    Object other = shape.other(feature);
    if (other != null) {
      handOn(shape.types[feature], other, 0, position, sink);
    }
  }

  private static void handOn(
      ValueType type, Object value, long number, int position, ValueSink sink) {
    switch (type.kind()) {
      case BIGINT, TIMESTAMP, DATE -> sink.takeLong(position, number);
      case DOUBLE -> sink.takeDouble(position, Double.longBitsToDouble(number));
      case BOOLEAN -> sink.takeBoolean(position, (Boolean) value);
      case DECIMAL -> {
        if (type.precision() <= LONG_DIGITS) {
          sink.takeUnscaled(position, number);
        } else {
          sink.takeValue(position, value);
        }
      }
      case STRING, ARRAY, COUNTS -> sink.takeValue(position, value);
    }
  }

  /** The number that so many bytes hold, 1 to 8, all within the row. */
  static long number(byte[] row, int begin, int length) {
    int unused = Long.SIZE - (length << 3);
    if (begin + Long.BYTES <= row.length) {
      return (long) LONG.get(row, begin) << unused >> unused;
    }
    long number = 0;
    for (int i = begin + length - 1; i >= begin; i--) {
      number = number << 8 | row[i] & 0xff;
    }
    return number << unused >> unused;
  }

  private static MalformedRowException malformed(ValueType type, int code) {
    return new MalformedRowException("the code " + code + " for a " + type);
  }
}
