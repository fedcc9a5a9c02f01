package io.freshet.defs.compile;

import io.freshet.defs.fault.FaultKind;
import io.freshet.defs.fault.Findings;
import io.freshet.defs.fault.Position;
import io.freshet.defs.fault.Suggestion;
import io.freshet.defs.model.EntityDef;
import io.freshet.defs.model.EntityDef.JoinKeyDef;
import io.freshet.defs.model.ViewDef.JoinKeyMapping;
import io.freshet.defs.model.ViewDef.ViewSourceDef;
import io.freshet.defs.plan.Column;
import io.freshet.schemas.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the join keys of an entity in a source. */
final class JoinKeys {
  private final Expressions expressions;
  private final Findings findings;

  JoinKeys(Expressions expressions, Findings findings) {
    this.expressions = expressions;
    this.findings = findings;
  }

  /** One SQL expression per join key; those that are faulty are reported and left out. */
  List<String> compile(EntityDef entity, CheckedSource source, ViewSourceDef def, Position at) {
    for (JoinKeyMapping mapping : def.keys()) {
      if (!entity.keyNames().contains(mapping.key().text())) {
        findings.report(
            mapping.key().at(),
            FaultKind.UNKNOWN_JOIN_KEY,
            entity.name(),
            mapping.key(),
            Suggestion.remedy(mapping.key().text(), entity.keyNames(), "its join keys are"));
      }
    }
    List<String> keys = new ArrayList<>();
    for (JoinKeyDef key : entity.keys()) {
      String name = key.name().text();
      JoinKeyMapping mapping =
          def.keys().stream().filter(m -> m.key().text().equals(name)).findFirst().orElse(null);
      if (mapping != null) {
        expressions
            .type(source, mapping.expression())
            .ifPresent(
                type ->
                    checkType(
                        key,
                        type,
                        "this expression",
                        mapping.expression().trimmed(),
                        mapping.expression().at()));
        keys.add(mapping.expression().trimmed());
      } else if (source.hasColumns()) {
        column(entity, key, source, at);
        keys.add("`" + name + "`");
      }
    }
    return keys;
  }

  private void column(EntityDef entity, JoinKeyDef key, CheckedSource source, Position at) {
    String name = key.name().text();
    @Nullable Column column = source.column(name).orElse(null);
    if (column != null) {
      String what = "column '" + name + "' of source '" + source.name() + "'";
      checkType(key, column.sqlType(), what, name, at);
      return;
    }
    String unreadable = source.unreadable().get(name);
    if (unreadable != null) {
      findings.report(at, FaultKind.UNREADABLE_COLUMN, name, source.name(), unreadable);
      return;
    }
    String likely = Suggestion.closest(name, source.columnNames()).orElse("<column>");
    findings.report(
        at,
        FaultKind.NO_JOIN_KEY_COLUMN,
        source.name(),
        name,
        entity.name(),
        "'keys: {" + name + ": " + likely + "}'");
  }

  private void checkType(
      JoinKeyDef key, String sqlType, String what, String expression, Position at) {
    ValueType wanted = key.type();
    if (wanted != null && SqlTypes.valueType(sqlType).filter(wanted::equals).isEmpty()) {
      String cast = "CAST(" + expression + " AS " + wanted + ")";
      findings.report(
          at,
          FaultKind.JOIN_KEY_TYPE,
          key.name(),
          wanted,
          what,
          sqlType,
          "write 'keys: {" + key.name() + ": \"" + cast + "\"}'");
    }
  }
}
