package io.freshet.defs.compile;

import io.freshet.defs.fault.FaultKind;
import io.freshet.defs.fault.Findings;
import io.freshet.defs.model.PivotDef;
import io.freshet.defs.model.PivotDef.PivotValueDef;
import io.freshet.defs.plan.Column;
import io.freshet.defs.yaml.Scalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks the pivot of a feature. */
final class PivotChecker {
  private final Findings findings;

  PivotChecker(Findings findings) {
    this.findings = findings;
  }

  /**
   * One of the features that a pivot makes.
   *
   * @param label what it adds to the name
   * @param condition SQL that is true for its value
   */
  record Case(String label, String condition) {}

  /** The pivot's cases; what is faulty is reported and left out. */
  List<Case> check(CheckedSource source, PivotDef pivot) {
    Scalar name = pivot.column();
    Column column = name == null ? null : source.columnOrReport(name, findings).orElse(null);
    if (name == null || column == null) {
      return List.of();
    }
    if (!SqlLiterals.isSupported(column.sqlType())) {
      findings.report(name.at(), FaultKind.PIVOT_TYPE, column.name(), column.sqlType());
      return List.of();
    }
    List<Case> cases = new ArrayList<>();
    Map<String, Scalar> seen = new HashMap<>();
    for (PivotValueDef def : pivot.values()) {
      Scalar value = def.value();
      String literal = SqlLiterals.of(value.text(), column.sqlType()).orElse(null);
      if (literal == null) {
        String example = SqlLiterals.example(column.sqlType());
        findings.report(
            value.at(),
            FaultKind.PIVOT_VALUE,
            value.text(),
            column.name(),
            column.sqlType(),
            example);
        continue;
      }
      Scalar earlier = seen.putIfAbsent(literal, value);
      if (earlier != null) {
        findings.report(
            value.at(),
            FaultKind.DUPLICATE_PIVOT_VALUE,
            value.text(),
            earlier.text(),
            earlier.at().line());
        continue;
      }
      cases.add(new Case(def.label(), "`" + column.name() + "` = " + literal));
    }
    return cases;
  }
}
