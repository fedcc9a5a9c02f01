package io.freshet.defs.compile;

import io.freshet.defs.check.ExpressionTyper;
import io.freshet.defs.check.ExpressionTyper.Faulty;
import io.freshet.defs.check.ExpressionTyper.Result;
import io.freshet.defs.fault.FaultKind;
import io.freshet.defs.fault.Findings;
import io.freshet.defs.fault.Position;
import io.freshet.defs.model.DerivedDef;
import io.freshet.defs.plan.Column;
import io.freshet.defs.plan.DerivedPlan;
import io.freshet.defs.yaml.Scalar;
import io.freshet.schemas.Field;
import io.freshet.schemas.ValueType;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Types a view's derived expressions, which may use each other.
 *
 * <p>The typer is asked in rounds. Each round has the columns whose types are known by then; an
 * expression that stumbles over another one that is still to be typed waits for the next round.
 * Those that wait in vain form cycles, or wait for one that does or that is faulty.
 */
final class DerivedExpressions {
  private final RowFeatures row;
  private final List<DerivedDef> defs;
  private final ExpressionTyper typer;
  private final Findings findings;
  private final Map<String, Typed> typed = new HashMap<>();
  private final Map<String, DerivedCycles.Wait> waits = new LinkedHashMap<>();

  /**
   * A typed expression.
   *
   * @param round in which it was typed; those that it uses were typed in earlier ones
   */
  private record Typed(DerivedPlan plan, int round) {
    /** Whether the other's name stands in the text, even if as something else. */
    boolean mentions(Typed other) {
      String name = other.plan().field().name();
      return Pattern.compile("\\b" + name + "\\b").matcher(plan.sql()).find();
    }
  }

  DerivedExpressions(
      RowFeatures row, List<DerivedDef> defs, ExpressionTyper typer, Findings findings) {
    this.row = row;
    this.defs = List.copyOf(defs);
    this.typer = typer;
    this.findings = findings;
  }

  /**
   * The plans, in the order of their definition, except that those that one uses stand before it.
   * Faulty ones are reported and left out.
   */
  List<DerivedPlan> compile() {
    List<DerivedDef> pending = defs.stream().filter(def -> def.expr() != null).toList();
    boolean progress = !row.fields().isEmpty();
    for (int round = 0; progress && !pending.isEmpty(); round++) {
      int before = typed.size();
      pending = type(pending, round);
      progress = typed.size() > before;
    }
    waits.keySet().retainAll(pending.stream().map(def -> def.name().text()).toList());
    new DerivedCycles(waits, findings).report();
    return ordered();
  }

  /** Names that expressions may use. */
  List<String> usable() {
    Stream<String> expressions =
        defs.stream().filter(def -> def.ageOf() == null).map(def -> def.name().text());
    return Stream.concat(row.names().stream(), expressions).distinct().toList();
  }

  /** Whether {@code name} is that of an expression. */
  boolean isExpression(String name) {
    return defs.stream().anyMatch(def -> def.ageOf() == null && def.name().text().equals(name));
  }

  private List<DerivedDef> type(List<DerivedDef> pending, int round) {
    List<Column> columns = new ArrayList<>(row.fields().stream().map(Column::of).toList());
    typed.values().forEach(t -> columns.add(Column.of(t.plan().field())));
    Set<String> known = columns.stream().map(Column::name).collect(Collectors.toSet());
    List<String> sql = pending.stream().map(def -> sql(def)).toList();
    List<Result> results = typer.type(columns, sql);
    List<DerivedDef> waiting = new ArrayList<>();
    for (int i = 0; i < pending.size(); i++) {
      DerivedDef def = pending.get(i);
      if (results.get(i) instanceof ExpressionTyper.Typed sound) {
        DerivedPlan plan = plan(def, sound.sqlType());
        if (plan != null) {
          typed.put(def.name().text(), new Typed(plan, round));
        }
      } else if (results.get(i) instanceof Faulty faulty && waits(def, faulty, known)) {
        waiting.add(def);
      }
    }
    return waiting;
  }

  private static String sql(DerivedDef def) {
    return Objects.requireNonNull(def.expr()).trimmed();
  }

  /** Whether the expression waits for another one; other faults are reported. */
  private boolean waits(DerivedDef def, Faulty faulty, Set<String> known) {
    Scalar expression = Objects.requireNonNull(def.expr());
    String word = ExpressionFaults.word(expression, faulty);
    Position at = expression.at(faulty.line(), faulty.column());
    if (isExpression(word) && !known.contains(word)) {
      waits.put(def.name().text(), new DerivedCycles.Wait(word, at));
      return true;
    }
    DerivedDef age =
        defs.stream()
            .filter(other -> other.ageOf() != null && other.name().text().equals(word))
            .findFirst()
            .orElse(null);
    if (age != null && age.ageOf() != null) {
      String feature = "'" + age.ageOf().trimmed() + "'";
      findings.report(at, FaultKind.AGE_IN_EXPRESSION, word, feature);
    } else if (!row.isFaulty(word)) {
      ExpressionFaults.report(
          expression, faulty, usable(), "the features of the view are", findings);
    }
    return false;
  }

  private @Nullable DerivedPlan plan(DerivedDef def, String sqlType) {
    Scalar expression = Objects.requireNonNull(def.expr());
    ValueType type = SqlTypes.valueType(sqlType).orElse(null);
    if (type == null) {
      findings.report(expression.at(), FaultKind.DERIVED_TYPE, sqlType, SqlTypes.simpler(sqlType));
      return null;
    }
    Serializable value = null;
    if (def.defaultValue() != null) {
      value = DefaultValues.parseOrReport(def.defaultValue(), type, findings);
    }
    return new DerivedPlan(new Field(def.name().text(), type), sql(def), value);
  }

  private List<DerivedPlan> ordered() {
    Set<DerivedPlan> ordered = new LinkedHashSet<>();
    defs.forEach(def -> add(typed.get(def.name().text()), ordered));
    return List.copyOf(ordered);
  }

  private void add(@Nullable Typed one, Set<DerivedPlan> ordered) {
    if (one == null || ordered.contains(one.plan())) {
      return;
    }
    for (DerivedDef def : defs) {
      Typed other = typed.get(def.name().text());
      if (other != null && other.round() < one.round() && one.mentions(other)) {
        add(other, ordered);
      }
    }
    ordered.add(one.plan());
  }
}
