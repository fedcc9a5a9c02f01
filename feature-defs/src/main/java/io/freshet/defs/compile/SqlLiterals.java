package io.freshet.defs.compile;

import java.util.Optional;

/** Values of a column as SQL writes them: texts, integers and booleans. */
final class SqlLiterals {
  private SqlLiterals() {}

  /** Whether values of such a column can be written. */
  static boolean isSupported(String sqlType) {
    return isText(sqlType) || isBoolean(sqlType) || SqlTypes.isInteger(sqlType);
  }

  /** The literal for {@code value} in a column that is supported; empty if it does not fit. */
  static Optional<String> of(String value, String sqlType) {
    if (isText(sqlType)) {
      return Optional.of("'" + value.replace("'", "''") + "'");
    }
    String trimmed = value.strip();
    if (isBoolean(sqlType)) {
      return Optional.of(trimmed).filter(v -> v.equals("true") || v.equals("false"));
    }
    try {
      long number = Long.parseLong(trimmed);
      long most = largest(sqlType);
      return number < -most - 1 || number > most
          ? Optional.empty()
          : Optional.of(Long.toString(number));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** What a value of such a column looks like. */
  static String example(String sqlType) {
    if (isBoolean(sqlType)) {
      return "true or false";
    }
    return "a whole number from " + (-largest(sqlType) - 1) + " to " + largest(sqlType);
  }

  private static boolean isText(String sqlType) {
    return switch (SqlTypes.root(sqlType)) {
      case "STRING", "VARCHAR", "CHAR" -> true;
      default -> false;
    };
  }

  private static boolean isBoolean(String sqlType) {
    return SqlTypes.root(sqlType).equals("BOOLEAN");
  }

  private static long largest(String sqlType) {
    return switch (SqlTypes.root(sqlType)) {
      case "TINYINT" -> Byte.MAX_VALUE;
      case "SMALLINT" -> Short.MAX_VALUE;
      case "INT", "INTEGER" -> Integer.MAX_VALUE;
      default -> Long.MAX_VALUE;
    };
  }
}
