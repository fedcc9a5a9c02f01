package io.freshet.defs.compile;

import io.freshet.defs.check.ExpressionTyper;
import io.freshet.defs.fault.FaultKind;
import io.freshet.defs.fault.Findings;
import io.freshet.defs.yaml.Scalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The types of all expressions over sources of a pipeline. The typer is asked once for each source,
 * as asking is slow: first all expressions are announced, then they are typed, then their types are
 * looked up.
 */
final class Expressions {
  private final ExpressionTyper typer;
  private final Findings findings;
  private final Map<CheckedSource, Set<String>> announced = new LinkedHashMap<>();
  private final Map<CheckedSource, Map<String, ExpressionTyper.Result>> results = new HashMap<>();

  Expressions(ExpressionTyper typer, Findings findings) {
    this.typer = typer;
    this.findings = findings;
  }

  void announce(CheckedSource source, Scalar expression) {
    if (source.hasColumns()) {
      announced.computeIfAbsent(source, s -> new LinkedHashSet<>()).add(expression.trimmed());
    }
  }

  void typeAll() {
    announced.forEach(
        (source, texts) -> {
          List<String> sql = new ArrayList<>(texts);
          List<ExpressionTyper.Result> types = typer.type(source.columns(), sql);
          Map<String, ExpressionTyper.Result> byText = new HashMap<>();
          for (int i = 0; i < sql.size(); i++) {
            byText.put(sql.get(i), types.get(i));
          }
          results.put(source, byText);
        });
  }

  /** The SQL type of an announced expression; empty if it is faulty, which is reported. */
  Optional<String> type(CheckedSource source, Scalar expression) {
    ExpressionTyper.Result result =
        results.getOrDefault(source, Map.of()).get(expression.trimmed());
    if (result instanceof ExpressionTyper.Typed typed) {
      return Optional.of(typed.sqlType());
    }
    if (result instanceof ExpressionTyper.Faulty faulty) {
      report(source, expression, faulty);
    }
    return Optional.empty();
  }

  private void report(CheckedSource source, Scalar expression, ExpressionTyper.Faulty faulty) {
    String word = ExpressionFaults.word(expression, faulty);
    String unreadable = source.unreadable().get(word);
    if (unreadable != null) {
      findings.report(
          expression.at(faulty.line(), faulty.column()),
          FaultKind.UNREADABLE_COLUMN,
          word,
          source.name(),
          unreadable);
      return;
    }
    String columns = "the columns of source '" + source.name() + "' are";
    ExpressionFaults.report(expression, faulty, source.columnNames(), columns, findings);
  }
}
