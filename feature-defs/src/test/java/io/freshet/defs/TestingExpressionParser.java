package io.freshet.defs;

import io.freshet.defs.check.ExpressionTyper.Faulty;
import io.freshet.defs.plan.Column;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the type of one expression by recursive descent. */
final class TestingExpressionParser {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(?<number>\\d+(\\.\\d+)?)|(?<text>'(?:[^']|'')*')|`(?<quoted>[^`]+)`"
              + "|(?<word>[A-Za-z_]\\w*)|(?<sign><>|<=|>=|[-+*/=<>(),.]))");
  private static final Map<String, String> FUNCTIONS =
      Map.of(
          "TO_TIMESTAMP",
          "TIMESTAMP(3)",
          "CONVERT_TZ",
          "STRING",
          "CARDINALITY",
          "INT",
          "NULLIF",
          "BIGINT");
  private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\((\\d+), (\\d+)\\)");

  private final List<Column> columns;
  private final String sql;
  private int at;

  TestingExpressionParser(List<Column> columns, String sql) {
    this.columns = columns;
    this.sql = sql.replaceAll("--[^\\n]*", "");
  }

  /** What is wrong with an expression. */
  static final class SqlException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Faulty fault;

    SqlException(Faulty fault) {
      super(fault.message());
      this.fault = fault;
    }

    Faulty fault() {
      return fault;
    }
  }

  String parse() {
    String type = or();
    if (!sql.substring(at).isBlank()) {
      throw fault("unexpected '" + sql.substring(at).strip() + "'");
    }
    return type;
  }

  private String or() {
    String type = not();
    while (accept("OR") || accept("AND")) {
      not();
      type = "BOOLEAN";
    }
    return type;
  }

  private String not() {
    return accept("NOT") ? not() : comparison();
  }

  private String comparison() {
    String type = sum();
    for (String sign : List.of("<>", "<=", ">=", "=", "<", ">")) {
      if (accept(sign)) {
        sum();
        return "BOOLEAN";
      }
    }
    if (accept("IS")) {
      accept("NOT");
      expect("NULL");
      return "BOOLEAN";
    }
    boolean negated = accept("NOT");
    if (accept("LIKE")) {
      sum();
      return "BOOLEAN";
    }
    if (negated) {
      throw fault("unexpected 'NOT'");
    }
    return type;
  }

  private String sum() {
    String type = product();
    while (accept("+") || accept("-")) {
      type = combine(type, product());
    }
    return type;
  }

  private String product() {
    String type = unary();
    while (accept("*") || accept("/")) {
      type = combine(type, unary());
    }
    return type;
  }

  private static String combine(String left, String right) {
    Matcher decimal = DECIMAL.matcher(left);
    if (decimal.matches() && right.equals("INT")) {
      int precision = Math.min(38, Integer.parseInt(decimal.group(1)) + 10);
      return "DECIMAL(" + precision + ", " + decimal.group(2) + ")";
    }
    return left;
  }

  private String unary() {
    return accept("-") ? unary() : primary();
  }

  private String primary() {
    if (accept("(")) {
      String type = or();
      expect(")");
      return type;
    }
    Matcher token = TOKEN.matcher(sql).region(at, sql.length());
    if (!token.lookingAt()) {
      throw fault(sql.substring(at).isBlank() ? "it ends too early" : "unexpected character");
    }
    int start = at;
    at = token.end();
    if (token.group("number") != null) {
      return token.group("number").contains(".") ? "DECIMAL(3, 1)" : "INT";
    }
    if (token.group("text") != null) {
      return "CHAR(" + (token.group("text").length() - 2) + ")";
    }
    String name = token.group("quoted") != null ? token.group("quoted") : token.group("word");
    if (name == null) {
      at = start;
      throw fault("unexpected '" + token.group("sign") + "'");
    }
    if (name.equalsIgnoreCase("null")) {
      return "NULL";
    }
    if (name.equalsIgnoreCase("true") || name.equalsIgnoreCase("false")) {
      return "BOOLEAN";
    }
    if (accept("(")) {
      return name.equalsIgnoreCase("CAST") ? cast() : call(name);
    }
    return column(name, token.start() + token.group().indexOf(name.charAt(0)));
  }

  private String cast() {
    or();
    expect("AS");
    if (accept("DATE")) {
      expect(")");
      return "DATE";
    }
    expect("DECIMAL");
    expect("(");
    int precisionAt = at;
    primary();
    String precision = sql.substring(precisionAt, at).trim();
    expect(",");
    int scale = at;
    primary();
    String type = "DECIMAL(" + precision + ", " + sql.substring(scale, at).trim() + ")";
    expect(")");
    expect(")");
    return type;
  }

  private String call(String name) {
    do {
      or();
    } while (accept(","));
    expect(")");
    String type = FUNCTIONS.get(name.toUpperCase(Locale.ROOT));
    if (type == null) {
      throw fault("no function '" + name + "'");
    }
    return type;
  }

  private String column(String name, int start) {
    for (Column column : columns) {
      if (column.name().equals(name)) {
        return column.sqlType();
      }
    }
    at = start;
    throw fault("column '" + name + "' not found");
  }

  private boolean accept(String token) {
    int start = at;
    while (start < sql.length() && Character.isWhitespace(sql.charAt(start))) {
      start++;
    }
    int end = start + token.length();
    if (!sql.regionMatches(true, start, token, 0, token.length())) {
      return false;
    }
    boolean isWord = Character.isLetter(token.charAt(0));
    if (isWord && end < sql.length() && Character.isJavaIdentifierPart(sql.charAt(end))) {
      return false;
    }
    at = end;
    return true;
  }

  private void expect(String token) {
    if (!accept(token)) {
      throw fault("'" + token + "' expected");
    }
  }

  private SqlException fault(String message) {
    int start = at;
    while (start < sql.length() && Character.isWhitespace(sql.charAt(start))) {
      start++;
    }
    int line = (int) sql.substring(0, start).chars().filter(c -> c == '\n').count() + 1;
    int column = start - sql.lastIndexOf('\n', start - 1);
    return new SqlException(new Faulty(line, column, message));
  }
}
