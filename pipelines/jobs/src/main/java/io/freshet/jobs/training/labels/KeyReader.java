package io.freshet.jobs.training.labels;

import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import io.freshet.schemas.Field;
import io.freshet.schemas.ValueType;
import io.freshet.sinks.delta.packed.PackedType;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/** Turns a value of a label's column, from behind its first byte, into one of a join key. */
@FunctionalInterface
interface KeyReader {
  long MICROS_PER_MILLI = 1_000;

  /** Writes the key's value, without the byte that says that it is not NULL. */
  void read(ByteReader in, ByteWriter out) throws LabelFaultException;

  /** A reader for columns of a type; empty if such values are no keys of that kind. */
  static Optional<KeyReader> of(PackedType column, Field key) {
    ValueType.Kind kind = key.type().kind();
    KeyReader reader =
        switch (column.kind()) {
          case STRING -> text(key);
          case BYTE, SHORT, INT ->
              kind == ValueType.Kind.BIGINT
                  ? (in, out) -> out.writeLong(in.readVarLong())
                  : kind == ValueType.Kind.STRING
                      ? (in, out) -> string(Long.toString(in.readVarLong()), out)
                      : null;
          case LONG ->
              kind == ValueType.Kind.BIGINT
                  ? (in, out) -> out.writeLong(in.readLong())
                  : kind == ValueType.Kind.STRING
                      ? (in, out) -> string(Long.toString(in.readLong()), out)
                      : null;
          case DOUBLE -> kind == ValueType.Kind.BIGINT ? KeyReader::whole : null;
          case BOOLEAN ->
              kind == ValueType.Kind.BOOLEAN ? (in, out) -> out.writeByte(in.readByte()) : null;
          case DATE ->
              kind == ValueType.Kind.DATE ? (in, out) -> out.writeVarLong(in.readVarLong()) : null;
          case TIMESTAMP, TIMESTAMP_NTZ ->
              kind == ValueType.Kind.TIMESTAMP ? (in, out) -> out.writeLong(in.readLong()) : null;
          case FLOAT, DECIMAL, BINARY, LIST, MAP -> null;
        };
    return Optional.ofNullable(reader);
  }

  private static KeyReader text(Field key) {
    return switch (key.type().kind()) {
      case STRING -> (in, out) -> out.writeBytes(in.readBytes());
      case BIGINT -> (in, out) -> out.writeLong(number(utf8(in), key));
      case BOOLEAN -> (in, out) -> out.writeByte(bool(utf8(in), key) ? 1 : 0);
      case DATE -> (in, out) -> out.writeVarLong(date(utf8(in), key));
      case TIMESTAMP ->
          (in, out) -> out.writeLong(Math.multiplyExact(time(utf8(in), key), MICROS_PER_MILLI));
      case DOUBLE, DECIMAL, ARRAY, COUNTS ->
          (in, out) -> {
            throw new LabelFaultException(
                "the join key '" + key.name() + "' has type " + key.type());
          };
    };
  }

  private static String utf8(ByteReader in) {
    return new String(in.readBytes(), StandardCharsets.UTF_8).trim();
  }

  private static void string(String text, ByteWriter out) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Data frames keep whole numbers as doubles where some are missing. */
  private static void whole(ByteReader in, ByteWriter out) throws LabelFaultException {
    double value = Double.longBitsToDouble(in.readLong());
    if (value != Math.rint(value) || Math.abs(value) > 1L << 53) {
      throw new LabelFaultException("'" + value + "' is no whole number");
    }
    out.writeLong((long) value);
  }

  private static long number(String text, Field key) throws LabelFaultException {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw no(text, key);
    }
  }

  private static boolean bool(String text, Field key) throws LabelFaultException {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw no(text, key);
    };
  }

  private static long date(String text, Field key) throws LabelFaultException {
    try {
      return LocalDate.parse(text).toEpochDay();
    } catch (DateTimeException e) {
      throw no(text, key);
    }
  }

  private static long time(String text, Field key) throws LabelFaultException {
    try {
      return LabelTime.parse(text);
    } catch (DateTimeException e) {
      throw no(text, key);
    }
  }

  private static LabelFaultException no(String text, Field key) {
    return new LabelFaultException(
        "'" + text + "' is no " + key.type() + ", the type of join key '" + key.name() + "'");
  }
}
