package io.freshet.schemas;

/**
 * How a value that a packed row does not pass over stands in it: a code of four bits, and bytes.
 *
 * <p>Codes below {@value #LITERALS} are values by themselves, {@value #LITERALS} to 14 mean 1 to 8
 * bytes, {@value #EXTENDED} a varint number of bytes and the bytes. Numbers are two's complement,
 * little-endian, in as few bytes as hold them.
 *
 * <ul>
 *   <li>BIGINT: codes 0 to 6 are 1 to 7
 *   <li>DECIMAL: without fraction digits, codes 0 to 6 are 1 to 7; bytes are the unscaled number,
 *       if it has more than 64 bits extended and big-endian
 *   <li>DOUBLE: codes 0 to 6 are 1 to 7; up to seven bytes are a number whose two low bits say by
 *       which power of ten ({@link #POWERS}) the rest is to be divided; eight are IEEE 754
 *   <li>BOOLEAN: code 0 is true, 1 is false
 *   <li>TIMESTAMP: up to four bytes are seconds since {@link #EPOCH}, five to seven milliseconds
 *       since then, eight milliseconds since 1970
 *   <li>DATE: days since 1970
 *   <li>STRING: its UTF-8
 *   <li>ARRAY, COUNTS: extended, see {@link PackedValues}
 * </ul>
 *
 * <p>Of the types that {@linkplain #recurs recur} codes 0 to 6 mean a value that stands before: the
 * last, the last but one... of those of the same type that have bytes.
 */
final class ValueForm {
  /** The first code with bytes. */
  static final int LITERALS = 7;

  /** The code of values that tell their length. */
  static final int EXTENDED = 15;

  /** 2020-01-01, UTC milliseconds. */
  static final long EPOCH = 1_577_836_800_000L;

  /** Divisors of doubles. */
  static final double[] POWERS = {1, 10, 100, 10_000};

  private static final int MOST_SECONDS_BYTES = 4;
  private static final long LARGEST_MANTISSA = 1L << 52;
  private static final long SECOND = 1000;

  /** {@link #mantissa} of a double that is no short decimal. */
  static final long NO_MANTISSA = Long.MIN_VALUE;

  private ValueForm() {}

  /** The code of values with so many bytes, 1 to 8. */
  static int codeOf(int bytes) {
    return LITERALS - 1 + bytes;
  }

  /** How many bytes a code below {@link #EXTENDED} has. */
  static int bytesOf(int code) {
    return Math.max(0, code - LITERALS + 1);
  }

  /** How many bytes hold a number. */
  static int length(long number) {
    return Long.SIZE - Long.numberOfLeadingZeros(number ^ number >> 63) + Byte.SIZE >> 3;
  }

  /** Whether a number is one of the literals. */
  static boolean isLiteral(long number) {
    return number > 0 && number <= LITERALS;
  }

  /**
   * The number that stands for a double with few decimals, its power in the two low bits.
   *
   * @return {@link #NO_MANTISSA} if there is none
   */
  static long mantissa(double value) {
    for (int power = 0; power < POWERS.length; power++) {
      double scaled = Math.rint(value * POWERS[power]);
      if (!(Math.abs(scaled) < LARGEST_MANTISSA)) {
        return NO_MANTISSA;
      }
      if (scaled / POWERS[power] == value) {
        return (long) scaled << 2 | power;
      }
    }
    return NO_MANTISSA;
  }

  /** What {@link #mantissa} stands for. */
  static double fromMantissa(long mantissa) {
    return (mantissa >> 2) / POWERS[(int) (mantissa & 3)];
  }

  /** The number that stands for a timestamp; {@link #timestampLength} bytes hold it. */
  static long timestampNumber(long timestamp) {
    long since = timestamp - EPOCH;
    if (((timestamp ^ since) & (EPOCH ^ timestamp)) < 0) {
      return timestamp;
    }
    if (since % SECOND == 0 && length(since / SECOND) <= MOST_SECONDS_BYTES) {
      return since / SECOND;
    }
    return length(since) == Long.BYTES ? timestamp : since;
  }

  /** How many bytes a timestamp takes. */
  static int timestampLength(long timestamp) {
    long since = timestamp - EPOCH;
    if (((timestamp ^ since) & (EPOCH ^ timestamp)) < 0) {
      return Long.BYTES;
    }
    if (since % SECOND == 0 && length(since / SECOND) <= MOST_SECONDS_BYTES) {
      return length(since / SECOND);
    }
    return Math.max(MOST_SECONDS_BYTES + 1, length(since));
  }

  /** The timestamp for which a number of so many bytes stands. */
  static long timestamp(long number, int bytes) {
    if (bytes == Long.BYTES) {
      return number;
    }
    return EPOCH + (bytes <= MOST_SECONDS_BYTES ? number * SECOND : number);
  }

  /** Whether codes without bytes mean a value of the type that stands before. */
  static boolean recurs(ValueType type) {
    return switch (type.kind()) {
      case STRING, TIMESTAMP, DATE, ARRAY, COUNTS -> true;
      case DECIMAL -> type.scale() > 0;
      case BOOLEAN, BIGINT, DOUBLE -> false;
    };
  }

  /**
   * The number for which a code without bytes stands, of a type that does not recur.
   *
   * @throws MalformedRowException if the type has no such code
   */
  static long literal(ValueType type, int code) {
    if (type.kind() != ValueType.Kind.BOOLEAN) {
      return code + 1;
    }
    if (code > 1) {
      throw new MalformedRowException("the code " + code + " for a " + type);
    }
    return 1 - code;
  }
}
