package io.freshet.defs.check;

import io.freshet.defs.plan.Column;
import java.util.List;

/**
 * Types Flink SQL scalar expressions. The planner in {@code pipelines/jobs} implements it; nothing
 * else interprets expressions.
 */
public interface ExpressionTyper {

  /**
   * Types expressions over the rows of one source, or of one view.
   *
   * @param columns the columns that expressions may use, all of them nullable; those of a view are
   *     its features as {@link Column#of} gives them
   * @param expressions SQL texts
   * @return one result per expression, in order
   */
  List<Result> type(List<Column> columns, List<String> expressions);

  /** What is known of an expression. */
  sealed interface Result {}

  /**
   * A sound expression. Its value depends on nothing but the row.
   *
   * @param sqlType its type in SQL, such as {@code DECIMAL(12, 3)}, without NOT NULL
   */
  record Typed(String sqlType) implements Result {}

  /**
   * A faulty one. Where a name is unknown, its place is that of the name.
   *
   * @param line line inside the expression, from 1
   * @param column column inside that line, from 1
   * @param message what is wrong, in one line
   */
  record Faulty(int line, int column, String message) implements Result {}
}
