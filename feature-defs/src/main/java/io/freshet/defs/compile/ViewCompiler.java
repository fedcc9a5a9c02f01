package io.freshet.defs.compile;

import io.freshet.defs.check.ExpressionTyper;
import io.freshet.defs.fault.FaultKind;
import io.freshet.defs.fault.Findings;
import io.freshet.defs.model.DerivedDef;
import io.freshet.defs.model.EntityDef;
import io.freshet.defs.model.ViewDef;
import io.freshet.defs.model.ViewDef.FeatureDef;
import io.freshet.defs.model.ViewDef.ViewSourceDef;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.defs.yaml.Scalar;
import io.freshet.schemas.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks and compiles one view, once the types of its expressions are known. */
final class ViewCompiler {
  private final Scope scope;
  private final Expressions expressions;
  private final ExpressionTyper typer;
  private final Findings findings;

  ViewCompiler(Scope scope, Expressions expressions, ExpressionTyper typer, Findings findings) {
    this.scope = scope;
    this.expressions = expressions;
    this.typer = typer;
    this.findings = findings;
  }

  /** Announces the view's expressions over sources that there are. */
  void announce(ViewDef view) {
    for (ViewSourceDef def : view.sources()) {
      CheckedSource source = scope.source(def.source());
      if (source == null) {
        continue;
      }
      def.keys().forEach(mapping -> expressions.announce(source, mapping.expression()));
      for (FeatureDef feature : def.features()) {
        announce(source, feature.where());
        announce(source, feature.value());
      }
    }
  }

  private void announce(CheckedSource source, @Nullable Scalar expression) {
    if (expression != null) {
      expressions.announce(source, expression);
    }
  }

  /** The view's plan; null if it is faulty, which is reported. */
  @Nullable ViewPlan compile(ViewDef view) {
    int before = findings.size();
    EntityDef entity = scope.entityOrReport(view.entity());
    FeatureNames names = new FeatureNames(entity == null ? List.of() : entity.keyNames(), findings);
    ViewFeatures features = new ViewFeatures(names, new FeatureChecker(expressions, findings));
    List<Scalar> read = new ArrayList<>();
    for (ViewSourceDef def : view.sources()) {
      CheckedSource source = scope.sourceOrReport(def.source());
      Scalar reference = def.source();
      if (source == null || reference == null) {
        features.addUnknown(def);
        continue;
      }
      checkNotRead(reference, read);
      List<String> keys =
          entity == null
              ? List.of()
              : new JoinKeys(expressions, findings).compile(entity, source, def, reference.at());
      features.add(def, source, keys);
    }
    List<DerivedDef> named = features.name(view.derived());
    DerivedCompiler.Derived derived =
        new DerivedCompiler(typer, findings).compile(features.row(), named);
    TimeToLive ttl = new TimeToLive(view);
    ttl.check(findings);
    if (entity == null || findings.size() > before) {
      return null;
    }
    return new ViewPlan(
        view.name().text(),
        entity.name().text(),
        keyFields(entity),
        view.freshness(),
        ttl.millis(),
        features.sources(),
        features.aggregations(),
        features.features(),
        derived.plans(),
        derived.ages(),
        view.offline());
  }

  private void checkNotRead(Scalar source, List<Scalar> read) {
    for (Scalar earlier : read) {
      if (earlier.text().equals(source.text())) {
        findings.report(source.at(), FaultKind.REPEATED_SOURCE, source.text(), earlier.at().line());
        return;
      }
    }
    read.add(source);
  }

  private static List<Field> keyFields(EntityDef entity) {
    List<Field> fields = new ArrayList<>();
    for (EntityDef.JoinKeyDef key : entity.keys()) {
      if (key.type() != null) {
        fields.add(new Field(key.name().text(), key.type()));
      }
    }
    return fields;
  }
}
