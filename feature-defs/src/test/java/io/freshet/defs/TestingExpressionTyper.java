package io.freshet.defs;

import io.freshet.defs.check.ExpressionTyper;
import io.freshet.defs.plan.Column;
import java.util.ArrayList;
import java.util.List;

/**
 * Types the expressions that tests use: columns, literals, comparisons, arithmetic and two
 * functions. It stands in for Flink's planner and says what the planner would say, or nearly so.
 */
public final class TestingExpressionTyper implements ExpressionTyper {

  @Override
  public List<Result> type(List<Column> columns, List<String> expressions) {
    List<Result> results = new ArrayList<>();
    for (String sql : expressions) {
      try {
        results.add(new Typed(new TestingExpressionParser(columns, sql).parse()));
      } catch (TestingExpressionParser.SqlException e) {
        results.add(e.fault());
      }
    }
    return results;
  }
}
