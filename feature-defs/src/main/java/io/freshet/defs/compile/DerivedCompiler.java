package io.freshet.defs.compile;

import io.freshet.defs.check.ExpressionTyper;
import io.freshet.defs.fault.FaultKind;
import io.freshet.defs.fault.Findings;
import io.freshet.defs.fault.Suggestion;
import io.freshet.defs.model.DerivedDef;
import io.freshet.defs.plan.AgePlan;
import io.freshet.defs.plan.DerivedPlan;
import io.freshet.defs.yaml.Scalar;
import io.freshet.schemas.Field;
import io.freshet.schemas.ValueType;
import java.util.ArrayList;
import java.util.List;

/** Checks and compiles what a view derives from its features. */
final class DerivedCompiler {
  private final ExpressionTyper typer;
  private final Findings findings;

  DerivedCompiler(ExpressionTyper typer, Findings findings) {
    this.typer = typer;
    this.findings = findings;
  }

  /** What follows from the features of a row. */
  record Derived(List<DerivedPlan> plans, List<AgePlan> ages) {
    Derived {
      plans = List.copyOf(plans);
      ages = List.copyOf(ages);
    }
  }

  /**
   * Compiles derived features with names of their own; faulty ones are reported and left out.
   *
   * @param row the features
   */
  Derived compile(RowFeatures row, List<DerivedDef> defs) {
    DerivedExpressions expressions = new DerivedExpressions(row, defs, typer, findings);
    List<DerivedPlan> plans = expressions.compile();
    List<Field> fields = new ArrayList<>(row.fields());
    plans.forEach(plan -> fields.add(plan.field()));
    List<AgePlan> ages = new ArrayList<>();
    for (DerivedDef def : defs) {
      Scalar feature = def.ageOf();
      if (feature == null || isFaulty(feature.trimmed(), fields, row, expressions)) {
        continue;
      }
      int position = position(feature, fields, defs, expressions);
      if (position >= 0 && def.unit() != null) {
        ages.add(new AgePlan(def.name().text(), position, def.unit()));
      }
    }
    return new Derived(plans, ages);
  }

  /** Whether the feature is there, but not in a state of which anything could be said. */
  private static boolean isFaulty(
      String name, List<Field> fields, RowFeatures row, DerivedExpressions expressions) {
    return fields.stream().noneMatch(field -> field.name().equals(name))
        && (row.isFaulty(name) || expressions.isExpression(name));
  }

  /** Position of the feature whose age is wanted; -1 if there is none, which is reported. */
  private int position(
      Scalar feature, List<Field> fields, List<DerivedDef> defs, DerivedExpressions expressions) {
    String name = feature.trimmed();
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(name)) {
        if (fields.get(i).type().equals(ValueType.TIMESTAMP)) {
          return i;
        }
        reportType(feature, fields.get(i).type().toString(), fields);
        return -1;
      }
    }
    if (defs.stream().anyMatch(def -> def.name().text().equals(name))) {
      reportType(feature, "an age itself", fields);
    } else {
      findings.report(
          feature.at(),
          FaultKind.UNKNOWN_FEATURE,
          name,
          Suggestion.remedy(name, expressions.usable(), "its features are"));
    }
    return -1;
  }

  private void reportType(Scalar feature, String type, List<Field> fields) {
    List<String> times =
        fields.stream()
            .filter(field -> field.type().equals(ValueType.TIMESTAMP))
            .map(Field::name)
            .toList();
    findings.report(
        feature.at(),
        FaultKind.AGE_TYPE,
        feature.trimmed(),
        type,
        times.isEmpty()
            ? "add a feature of type TIMESTAMP, such as the last time of an event"
            : "use a feature of type TIMESTAMP: " + Suggestion.list(times));
  }
}
