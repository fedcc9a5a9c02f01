package io.freshet.jobs.sql;

import io.freshet.defs.check.ExpressionTyper;
import io.freshet.defs.plan.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * Types expressions by Flink's planner.
 *
 * <p>Only scalar, deterministic expressions pass: aggregates, subqueries, several expressions in
 * one and functions that answer differently each time are faults, because a feature's value may
 * depend on nothing but the events. The columns are those that were given and no others: what the
 * intake writes beside a source's columns cannot be named.
 */
public final class FlinkExpressionTyper implements ExpressionTyper {
  private static final Pattern POSITION =
      Pattern.compile("line (\\d+), column (\\d+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern UNSTABLE =
      Pattern.compile(
          "\\b(NOW|RAND|RAND_INTEGER|UUID|CURRENT_TIMESTAMP|CURRENT_DATE|CURRENT_TIME"
              + "|CURRENT_ROW_TIMESTAMP|LOCALTIME|LOCALTIMESTAMP|PROCTIME"
              + "|CURRENT_WATERMARK)\\b|\\b(UNIX_TIMESTAMP)\\(\\)");
  private static final Pattern NOT_SCALAR =
      Pattern.compile(
          "LogicalAggregate|LogicalJoin|LogicalCorrelate|\\$SCALAR_QUERY|EXISTS\\(|"
              + " OVER \\(|LogicalValues|LogicalUnion|LogicalFilter|LogicalSort|LogicalWindow");

  @Override
  public List<Result> type(List<Column> columns, List<String> expressions) {
    PlannerSession session = PlannerSession.overOnly(columns);
    List<Result> results = new ArrayList<>();
    for (String expression : expressions) {
      results.add(type(session, expression));
    }
    return results;
  }

  private static Result type(PlannerSession session, String expression) {
    if (expression.isBlank()) {
      return new Faulty(1, 1, "the expression is empty");
    }
    try {
      // an expression has the lines of its own, so that positions need no arithmetic
      Table table =
          session.tables().sqlQuery("SELECT\n" + expression + "\nFROM " + PlannerSession.TABLE);
      ResolvedSchema schema = table.getResolvedSchema();
      if (schema.getColumnCount() != 1) {
        return new Faulty(1, 1, "one expression is expected, not " + schema.getColumnCount());
      }
      return checked(table, schema.getColumnDataTypes().get(0).getLogicalType());
    } catch (RuntimeException e) {
      return fault(e);
    }
  }

  private static Result checked(Table table, LogicalType type) {
    String explained = table.explain();
    int end = explained.indexOf("== Optimized");
    String tree = end < 0 ? explained : explained.substring(0, end);
    if (NOT_SCALAR.matcher(tree).find()) {
      return new Faulty(
          1, 1, "only a scalar expression over one row is allowed, no aggregate or subquery");
    }
    Matcher unstable = UNSTABLE.matcher(tree.replaceAll("'[^']*'", "''"));
    if (unstable.find()) {
      return new Faulty(
          1,
          1,
          (unstable.group(1) == null ? unstable.group(2) : unstable.group(1))
              + " gives another answer each time; a feature may depend on events alone");
    }
    return new Typed(
        type.copy(true)
            .asSerializableString()
            .replace("VARCHAR(2147483647)", "STRING")
            .replace("VARBINARY(2147483647)", "BYTES"));
  }

  private static Faulty fault(Throwable error) {
    String text = "";
    for (Throwable e = error; e != null; e = e.getCause()) {
      if (e.getMessage() != null) {
        text = e.getMessage();
        Matcher position = POSITION.matcher(text);
        if (position.find()) {
          int line = Math.max(1, Integer.parseInt(position.group(1)) - 1);
          return new Faulty(line, Integer.parseInt(position.group(2)), shorten(text));
        }
      }
    }
    return new Faulty(1, 1, shorten(text));
  }

  /** The planner's message without its frame, its position and the tokens it would have liked. */
  private static String shorten(String message) {
    String text =
        message
            .replaceFirst("(?s)^SQL (parse|validation) failed\\.\\s*", "")
            .replaceFirst("(?s)^From line \\d+, column \\d+ to line \\d+, column \\d+:\\s*", "")
            .replaceFirst("(?s)^At line \\d+, column \\d+:\\s*", "")
            .replaceFirst("(?s)\\s*Was expecting.*$", "")
            .replaceAll("\\s+", " ")
            .replaceFirst(" at line \\d+, column \\d+\\.?", "")
            .strip();
    text = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    return text.isEmpty()
        ? "the expression is not understood"
        : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }
}
