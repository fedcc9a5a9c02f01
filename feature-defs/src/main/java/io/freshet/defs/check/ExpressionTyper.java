package io.freshet.defs.check;

import io.freshet.defs.plan.Column;
import java.util.List;

/**
 * Types Flink SQL scalar expressions. The planner in {@code pipelines/jobs} implements it; nothing
 * else interprets expressions.
 */
public interface ExpressionTyper {

  /**
   * Types expressions over one source.
   *
   * @param columns the columns that expressions may use
   * @param expressions SQL texts
   * @return one result per expression, in order
   */
  List<Result> type(List<Column> columns, List<String> expressions);

  /** What is known of an expression. */
  sealed interface Result {}

  /**
   * A sound expression.
   *
   * @param sqlType its type in SQL, such as {@code DECIMAL(12, 3)}, without NOT NULL
   */
  record Typed(String sqlType) implements Result {}

  /**
   * A faulty one.
   *
   * @param line line inside the expression, from 1
   * @param column column inside that line, from 1
   * @param message what is wrong, in one line
   */
  record Faulty(int line, int column, String message) implements Result {}
}
