package io.freshet.defs.compile;

import io.freshet.defs.fault.FaultKind;
import io.freshet.defs.fault.Findings;
import io.freshet.defs.language.Durations;
import io.freshet.defs.model.EntityDef;
import io.freshet.defs.model.ViewDef;
import io.freshet.defs.model.ViewDef.FeatureDef;
import io.freshet.defs.model.ViewDef.TtlDef;
import io.freshet.defs.model.ViewDef.ViewSourceDef;
import io.freshet.defs.model.ViewDef.WindowDef;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.defs.plan.ViewSourcePlan;
import io.freshet.defs.plan.WindowPlan;
import io.freshet.defs.yaml.Scalar;
import io.freshet.schemas.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks and compiles one view, once the types of its expressions are known. */
final class ViewCompiler {
  private final Scope scope;
  private final Expressions expressions;
  private final Findings findings;

  ViewCompiler(Scope scope, Expressions expressions, Findings findings) {
    this.scope = scope;
    this.expressions = expressions;
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
    AggregationsBuilder aggregations = new AggregationsBuilder();
    List<ViewSourcePlan> sources = new ArrayList<>();
    List<Scalar> read = new ArrayList<>();
    for (ViewSourceDef def : view.sources()) {
      def.features().forEach(names::take);
      CheckedSource source = scope.sourceOrReport(def.source());
      Scalar reference = def.source();
      if (source == null || reference == null) {
        continue;
      }
      checkNotRead(reference, read);
      List<String> keys =
          entity == null
              ? List.of()
              : new JoinKeys(expressions, findings).compile(entity, source, def, reference.at());
      ViewSourceBuilder builder = new ViewSourceBuilder(source.name(), keys);
      addFeatures(def, source, sources.size(), builder, aggregations);
      sources.add(builder.build());
    }
    checkTtl(view);
    if (entity == null || findings.size() > before) {
      return null;
    }
    return new ViewPlan(
        view.name().text(),
        entity.name().text(),
        keyFields(entity),
        view.freshness(),
        ttl(view),
        sources,
        aggregations.aggregations(),
        aggregations.features());
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

  private void addFeatures(
      ViewSourceDef def,
      CheckedSource source,
      int index,
      ViewSourceBuilder builder,
      AggregationsBuilder aggregations) {
    FeatureChecker checker = new FeatureChecker(expressions, findings);
    for (FeatureDef feature : def.features()) {
      FeatureChecker.Typed typed = checker.check(source, feature);
      Scalar name = feature.name();
      if (typed != null && name != null) {
        aggregations.add(index, builder, name, feature, typed);
      }
    }
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

  private void checkTtl(ViewDef view) {
    TtlDef ttl = view.ttl();
    if (ttl == null) {
      return;
    }
    for (ViewSourceDef source : view.sources()) {
      for (FeatureDef feature : source.features()) {
        for (WindowDef window : feature.windows()) {
          Scalar name = feature.name();
          if (name != null && !window.plan().isLifetime() && reach(window.plan()) > ttl.millis()) {
            findings.report(
                ttl.text().at(),
                FaultKind.TTL_TOO_SHORT,
                ttl.text().text(),
                FeatureNames.of(name, window),
                Durations.format(reach(window.plan())));
            return;
          }
        }
      }
    }
  }

  private static @Nullable Long ttl(ViewDef view) {
    if (view.ttl() != null) {
      return view.ttl().millis();
    }
    long longest = 0;
    for (ViewSourceDef source : view.sources()) {
      for (FeatureDef feature : source.features()) {
        for (WindowDef window : feature.windows()) {
          if (window.plan().isLifetime()) {
            return null;
          }
          longest = Math.max(longest, reach(window.plan()));
        }
      }
    }
    return longest + Durations.DAY;
  }

  private static long reach(WindowPlan window) {
    return window.size() + window.offset();
  }
}
