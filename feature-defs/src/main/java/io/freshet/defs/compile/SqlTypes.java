package io.freshet.defs.compile;

import io.freshet.schemas.ValueType;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What SQL types, in the form that Flink's planner writes, mean to aggregations. */
final class SqlTypes {
  private static final Pattern ROOT = Pattern.compile("\\s*([A-Za-z_]+).*", Pattern.DOTALL);
  private static final Pattern DECIMAL =
      Pattern.compile("\\s*DECIMAL\\s*\\(\\s*(\\d+)\\s*(?:,\\s*(\\d+)\\s*)?\\).*");
  private static final Set<String> INTEGERS =
      Set.of("TINYINT", "SMALLINT", "INT", "INTEGER", "BIGINT");

  private SqlTypes() {}

  /** The type without parameters, such as {@code TIMESTAMP_LTZ}. */
  static String root(String sqlType) {
    String upper = sqlType.toUpperCase(Locale.ROOT);
    Matcher matcher = ROOT.matcher(upper);
    String root = matcher.matches() ? matcher.group(1) : upper;
    return root.equals("TIMESTAMP") && upper.contains("LOCAL TIME ZONE") ? "TIMESTAMP_LTZ" : root;
  }

  static boolean isInteger(String sqlType) {
    return INTEGERS.contains(root(sqlType));
  }

  static boolean isTimestamp(String sqlType) {
    return root(sqlType).equals("TIMESTAMP") || root(sqlType).equals("TIMESTAMP_LTZ");
  }

  /** Whether values have parts of their own. */
  static boolean isNested(String sqlType) {
    return Set.of("ARRAY", "MAP", "ROW", "MULTISET").contains(root(sqlType));
  }

  /** Whether a field of a CSV file can hold such values. */
  static boolean isCsv(String sqlType) {
    return !isNested(sqlType) && !root(sqlType).equals("BYTES");
  }

  /** What to do where a value that cannot be aggregated or published is given. */
  static String simpler(String sqlType) {
    return isNested(sqlType)
        ? "take a simple part of it, such as x.name, x[1] or CARDINALITY(x)"
        : "cast it to a number, text, date, timestamp or boolean";
  }

  /** The type as which such values are aggregated; empty if they cannot be. */
  static Optional<ValueType> valueType(String sqlType) {
    String root = root(sqlType);
    if (INTEGERS.contains(root)) {
      return Optional.of(ValueType.BIGINT);
    }
    return switch (root) {
      case "FLOAT", "DOUBLE" -> Optional.of(ValueType.DOUBLE);
      case "CHAR", "VARCHAR", "STRING" -> Optional.of(ValueType.STRING);
      case "BOOLEAN" -> Optional.of(ValueType.BOOLEAN);
      case "DATE" -> Optional.of(ValueType.DATE);
      case "TIMESTAMP", "TIMESTAMP_LTZ" -> Optional.of(ValueType.TIMESTAMP);
      case "DECIMAL" -> decimal(sqlType);
      default -> Optional.empty();
    };
  }

  private static Optional<ValueType> decimal(String sqlType) {
    Matcher matcher = DECIMAL.matcher(sqlType.toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int scale = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
    return Optional.of(ValueType.decimal(Integer.parseInt(matcher.group(1)), scale));
  }
}
