package io.freshet.defs.compile;

import io.freshet.defs.fault.FaultKind;
import io.freshet.defs.fault.Findings;
import io.freshet.defs.model.SourceDef.DeduplicateDef;
import io.freshet.defs.plan.Column;
import io.freshet.defs.plan.DeduplicatePlan;
import io.freshet.defs.plan.SourcePlan;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks what tells the records of a source apart. */
final class Deduplication {
  private final Expressions expressions;
  private final Findings findings;

  Deduplication(Expressions expressions, Findings findings) {
    this.expressions = expressions;
    this.findings = findings;
  }

  /** Announces the id's expression. */
  void announce(CheckedSource source) {
    DeduplicateDef deduplicate = source.deduplicate();
    if (deduplicate != null && column(deduplicate, source).isEmpty()) {
      expressions.announce(source, deduplicate.key());
    }
  }

  /** The source's plan with its deduplication; null if one or the other is faulty. */
  @Nullable SourcePlan check(CheckedSource source) {
    DeduplicateDef deduplicate = source.deduplicate();
    SourcePlan plan = source.plan();
    if (deduplicate == null) {
      return plan;
    }
    Column column = column(deduplicate, source).orElse(null);
    String type =
        column == null
            ? expressions.type(source, deduplicate.key()).orElse(null)
            : column.sqlType();
    if (type == null || !isId(deduplicate, type) || plan == null) {
      return null;
    }
    String sql = column == null ? deduplicate.key().trimmed() : "`" + column.name() + "`";
    return plan.withDeduplicate(new DeduplicatePlan(sql, deduplicate.within()));
  }

  private static Optional<Column> column(DeduplicateDef def, CheckedSource source) {
    return source.column(def.key().trimmed());
  }

  private boolean isId(DeduplicateDef def, String type) {
    String remedy = "";
    if (SqlTypes.isNested(type)) {
      remedy = "take a simple part of it, such as x.id or x[1]";
    } else if (SqlTypes.root(type).equals("NULL")) {
      remedy = "use a column, or an expression over columns";
    }
    if (!remedy.isEmpty()) {
      findings.report(def.key().at(), FaultKind.DEDUPLICATE_TYPE, type, remedy);
    }
    return remedy.isEmpty();
  }
}
