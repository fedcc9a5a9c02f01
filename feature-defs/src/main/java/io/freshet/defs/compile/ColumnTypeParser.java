package io.freshet.defs.compile;

import io.freshet.defs.fault.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the SQL type of a column as users write it, and writes it as Flink does. */
final class ColumnTypeParser {
  private static final List<String> NAMES =
      List.of(
          "boolean",
          "tinyint",
          "smallint",
          "int",
          "bigint",
          "float",
          "double",
          "decimal(p,s)",
          "string",
          "bytes",
          "date",
          "timestamp",
          "timestamp_ltz",
          "array<...>",
          "map<...>",
          "row<...>");
  private static final Map<String, String> FOREIGN =
      Map.ofEntries(
          Map.entry("long", "bigint"),
          Map.entry("int64", "bigint"),
          Map.entry("int32", "int"),
          Map.entry("bool", "boolean"),
          Map.entry("text", "string"),
          Map.entry("str", "string"),
          Map.entry("varchar", "string"),
          Map.entry("char", "string"),
          Map.entry("real", "float"),
          Map.entry("float32", "float"),
          Map.entry("float64", "double"),
          Map.entry("number", "double"),
          Map.entry("numeric", "decimal(12,2)"),
          Map.entry("datetime", "timestamp"),
          Map.entry("timestamptz", "timestamp_ltz"),
          Map.entry("varbinary", "bytes"),
          Map.entry("binary", "bytes"));
  private static final int MAX_FRACTION = 9;
  private static final int MILLIS = 3;

  private final String text;
  private int at;

  private ColumnTypeParser(String text) {
    this.text = text;
  }

  /**
   * The type in Flink's form, such as {@code DECIMAL(12, 3)}.
   *
   * @throws InvalidTypeException if {@code text} is no type
   */
  static String parse(String text) throws InvalidTypeException {
    ColumnTypeParser parser = new ColumnTypeParser(text.strip());
    String type = parser.type();
    parser.skipBlanks();
    if (parser.at < parser.text.length()) {
      throw parser.syntax("'" + parser.text.substring(parser.at) + "' is left over");
    }
    return type;
  }

  private String type() throws InvalidTypeException {
    String name = word();
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "BOOLEAN",
          "TINYINT",
          "SMALLINT",
          "INT",
          "BIGINT",
          "FLOAT",
          "DOUBLE",
          "STRING",
          "BYTES",
          "DATE" ->
          name.toUpperCase(Locale.ROOT);
      case "INTEGER" -> "INT";
      case "DECIMAL" -> decimal();
      case "TIMESTAMP", "TIMESTAMP_LTZ" -> timestamp(name.toUpperCase(Locale.ROOT));
      case "ARRAY" -> {
        expect('<');
        String item = type();
        expect('>');
        yield "ARRAY<" + item + ">";
      }
      case "MAP" -> {
        expect('<');
        String key = type();
        expect(',');
        String value = type();
        expect('>');
        yield "MAP<" + key + ", " + value + ">";
      }
      case "ROW" -> row();
      default -> throw unknown(name);
    };
  }

  private String decimal() throws InvalidTypeException {
    if (!accept('(')) {
      throw new InvalidTypeException(
          "precision and scale are missing", "write them, such as decimal(12,2)");
    }
    int precision = number();
    int scale = accept(',') ? number() : 0;
    expect(')');
    if (precision < 1 || precision > 38 || scale > precision) {
      throw new InvalidTypeException(
          "precision is 1 to 38, and scale is no larger than it",
          "write fitting ones, such as decimal(38,9)");
    }
    return "DECIMAL(" + precision + ", " + scale + ")";
  }

  private String timestamp(String name) throws InvalidTypeException {
    int fraction = MILLIS;
    if (accept('(')) {
      fraction = number();
      expect(')');
    }
    if (fraction > MAX_FRACTION) {
      throw new InvalidTypeException("a second has at most 9 decimals", "write timestamp(3)");
    }
    return name + "(" + fraction + ")";
  }

  private String row() throws InvalidTypeException {
    expect('<');
    List<String> fields = new ArrayList<>();
    do {
      String name = accept('`') ? quoted() : word();
      fields.add("`" + name + "` " + type());
    } while (accept(','));
    expect('>');
    return "ROW<" + String.join(", ", fields) + ">";
  }

  private String quoted() throws InvalidTypeException {
    int end = text.indexOf('`', at);
    if (end < 0) {
      throw syntax("a '`' is not closed");
    }
    String name = text.substring(at, end);
    at = end + 1;
    return name;
  }

  private String word() {
    skipBlanks();
    int start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
      at++;
    }
    return text.substring(start, at);
  }

  private int number() throws InvalidTypeException {
    String digits = word();
    if (!digits.matches("\\d{1,4}")) {
      throw syntax("a number is missing");
    }
    return Integer.parseInt(digits);
  }

  private boolean accept(char c) {
    skipBlanks();
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char c) throws InvalidTypeException {
    if (!accept(c)) {
      throw syntax("'" + c + "' is missing");
    }
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private InvalidTypeException syntax(String cause) {
    return new InvalidTypeException(
        cause, "write it like decimal(12,2), array<string> or row<id bigint, name string>");
  }

  private InvalidTypeException unknown(String name) {
    String meant = FOREIGN.get(name.toLowerCase(Locale.ROOT));
    if (meant != null) {
      return new InvalidTypeException("", "write " + meant);
    }
    if (name.isEmpty()) {
      return syntax("a type is missing");
    }
    return new InvalidTypeException("", Suggestion.remedy(name, NAMES, "there are"));
  }
}
