package io.freshet.cli;

import io.freshet.defs.check.ExpressionTyper;
import io.freshet.defs.plan.Column;
import io.freshet.jobs.sql.FlinkExpressionTyper;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Types expressions by Flink's planner, which is loaded when there is one, and says so. */
final class LazyTyper implements ExpressionTyper {
  private final Console console;
  private final Session session;
  private @Nullable ExpressionTyper planner;

  LazyTyper(Console console, Session session) {
    this.console = console;
    this.session = session;
  }

  @Override
  public List<Result> type(List<Column> columns, List<String> expressions) {
    ExpressionTyper ready = planner;
    if (ready == null) {
      console.hint("checking expressions; Flink's planner takes some seconds to start");
      session.temporaryFiles();
      ready = new FlinkExpressionTyper();
      planner = ready;
    }
    List<Result> results = ready.type(columns, expressions);
    console.clearHint();
    return results;
  }
}
