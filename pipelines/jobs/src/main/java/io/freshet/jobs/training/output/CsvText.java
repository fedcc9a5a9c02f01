package io.freshet.jobs.training.output;

import io.freshet.schemas.ByteReader;
import io.freshet.sinks.delta.packed.PackedColumn;
import io.freshet.sinks.delta.packed.PackedType;
import io.freshet.sinks.delta.packed.ValuePacker;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;

/**
 * Packed values as fields of CSV: NULL is nothing, an empty text {@code ""}; times are ISO-8601,
 * lists and maps JSON, bytes Base64.
 */
final class CsvText {
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long NANOS_PER_MICRO = 1_000;

  private CsvText() {}

  /** The line with the columns' names. */
  static String header(List<PackedColumn> columns) {
    StringBuilder line = new StringBuilder();
    for (PackedColumn column : columns) {
      if (!line.isEmpty()) {
        line.append(',');
      }
      quote(column.name(), line);
    }
    return line.append('\n').toString();
  }

  /** Appends the value at the reader's position. */
  static void append(PackedType type, ByteReader in, StringBuilder out) {
    if (in.readByte() == 0) {
      return;
    }
    if (type.isFlat()) {
      appendFlat(type, in, out);
    } else {
      StringBuilder json = new StringBuilder();
      appendNested(type, in, json);
      quote(json.toString(), out);
    }
  }

  private static void appendFlat(PackedType type, ByteReader in, StringBuilder out) {
    switch (type.kind()) {
      case BOOLEAN -> out.append(in.readByte() == 1);
      case BYTE, SHORT, INT -> out.append(in.readVarLong());
      case LONG -> out.append(in.readLong());
      case FLOAT -> out.append(Float.intBitsToFloat((int) in.readLong()));
      case DOUBLE -> out.append(Double.longBitsToDouble(in.readLong()));
      case DECIMAL -> out.append(ValuePacker.readDecimal(type, in).toPlainString());
      case STRING -> quote(utf8(in), out);
      case BINARY -> out.append(Base64.getEncoder().encodeToString(in.readBytes()));
      case DATE -> out.append(LocalDate.ofEpochDay(in.readVarLong()));
      case TIMESTAMP -> out.append(instant(in.readLong()));
      case TIMESTAMP_NTZ ->
          out.append(LocalDateTime.ofInstant(instant(in.readLong()), ZoneOffset.UTC));
      case LIST, MAP -> throw new IllegalArgumentException(type + " is nested");
    }
  }

  private static void appendNested(PackedType type, ByteReader in, StringBuilder json) {
    int count = in.readCount();
    boolean map = type.kind() == PackedType.Kind.MAP;
    json.append(map ? '{' : '[');
    for (int i = 0; i < count; i++) {
      if (i > 0) {
        json.append(',');
      }
      if (map) {
        appendName(type.keyType(), in, json);
        json.append(':');
      }
      appendJson(type.elementType(), in, json);
    }
    json.append(map ? '}' : ']');
  }

  private static void appendName(PackedType type, ByteReader in, StringBuilder json) {
    StringBuilder name = new StringBuilder();
    if (in.readByte() != 0) {
      if (type.kind() == PackedType.Kind.STRING) {
        name.append(utf8(in));
      } else {
        appendFlat(type, in, name);
      }
    }
    appendString(name.toString(), json);
  }

  private static void appendJson(PackedType type, ByteReader in, StringBuilder json) {
    if (in.readByte() == 0) {
      json.append("null");
      return;
    }
    switch (type.kind()) {
      case BOOLEAN, BYTE, SHORT, INT, LONG, FLOAT, DOUBLE, DECIMAL -> appendFlat(type, in, json);
      case STRING -> appendString(utf8(in), json);
      default -> {
        StringBuilder text = new StringBuilder();
        appendFlat(type, in, text);
        appendString(text.toString(), json);
      }
    }
  }

  private static void appendString(String text, StringBuilder json) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append(String.format(java.util.Locale.ROOT, "\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }

  private static String utf8(ByteReader in) {
    return new String(in.readBytes(), StandardCharsets.UTF_8);
  }

  private static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, MICROS_PER_SECOND),
        Math.floorMod(micros, MICROS_PER_SECOND) * NANOS_PER_MICRO);
  }

  private static void quote(String text, StringBuilder out) {
    boolean plain = !text.isEmpty();
    for (int i = 0; plain && i < text.length(); i++) {
      char c = text.charAt(i);
      plain = c != ',' && c != '"' && c != '\n' && c != '\r';
    }
    if (plain) {
      out.append(text);
    } else {
      out.append('"').append(text.replace("\"", "\"\"")).append('"');
    }
  }
}
