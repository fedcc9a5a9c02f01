package io.freshet.defs.compile;

import io.freshet.defs.check.ExpressionTyper.Faulty;
import io.freshet.defs.fault.FaultKind;
import io.freshet.defs.fault.Findings;
import io.freshet.defs.fault.Suggestion;
import io.freshet.defs.yaml.Scalar;
import java.util.List;

/** Tells what the typer found wrong at its place in the definitions. */
final class ExpressionFaults {
  private ExpressionFaults() {}

  /**
   * Reports a fault.
   *
   * @param names what the expression may name
   * @param all introduces those names, such as {@code "its columns are"}
   */
  static void report(
      Scalar expression, Faulty faulty, List<String> names, String all, Findings findings) {
    String word = word(expression, faulty);
    boolean unknown = !word.isEmpty() && !names.contains(word) && faulty.message().contains(word);
    findings.report(
        expression.at(faulty.line(), faulty.column()),
        FaultKind.EXPRESSION,
        faulty.message().strip(),
        unknown
            ? Suggestion.remedy(word, names, all)
            : "correct the SQL (" + all + " " + Suggestion.list(names) + ")");
  }

  /** The word that begins at the place of a fault; empty if there is none. */
  static String word(Scalar expression, Faulty faulty) {
    List<String> lines = expression.trimmed().lines().toList();
    if (faulty.line() < 1 || faulty.line() > lines.size() || faulty.column() < 1) {
      return "";
    }
    String text = lines.get(faulty.line() - 1);
    int start = faulty.column() - 1;
    if (start < text.length() && text.charAt(start) == '`') {
      int end = text.indexOf('`', start + 1);
      return end < 0 ? "" : text.substring(start + 1, end);
    }
    int end = start;
    while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
      end++;
    }
    return start >= end ? "" : text.substring(start, end);
  }
}
