package io.freshet.defs.compile;

import io.freshet.defs.model.DerivedDef;
import io.freshet.defs.model.ViewDef.FeatureDef;
import io.freshet.defs.model.ViewDef.ViewSourceDef;
import io.freshet.defs.plan.AggregationPlan;
import io.freshet.defs.plan.FeaturePlan;
import io.freshet.defs.plan.ViewSourcePlan;
import io.freshet.defs.yaml.Scalar;
import java.util.ArrayList;
import java.util.List;

/** Gathers what one view computes from its sources. */
final class ViewFeatures {
  private final FeatureNames names;
  private final FeatureChecker checker;
  private final AggregationsBuilder aggregations = new AggregationsBuilder();
  private final List<ViewSourcePlan> sources = new ArrayList<>();
  private final List<String> faulty = new ArrayList<>();

  ViewFeatures(FeatureNames names, FeatureChecker checker) {
    this.names = names;
    this.checker = checker;
  }

  /** Adds the features from a source of which nothing is known. */
  void addUnknown(ViewSourceDef def) {
    def.features().forEach(names::take);
    def.features().forEach(this::addFaulty);
  }

  /** Adds the features from a source; faulty ones are reported. */
  void add(ViewSourceDef def, CheckedSource source, List<String> keys) {
    def.features().forEach(names::take);
    ViewSourceBuilder builder = new ViewSourceBuilder(source.name(), keys);
    for (FeatureDef feature : def.features()) {
      FeatureChecker.Typed typed = checker.check(source, feature);
      Scalar name = feature.name();
      if (typed == null || name == null) {
        addFaulty(feature);
      } else {
        aggregations.add(sources.size(), builder, name, feature, typed);
      }
    }
    sources.add(builder.build());
  }

  private void addFaulty(FeatureDef feature) {
    if (feature.name() != null) {
      faulty.add(feature.name().text());
    }
  }

  /** Those of the derived features that can have their names; others are reported. */
  List<DerivedDef> name(List<DerivedDef> derived) {
    List<DerivedDef> named = new ArrayList<>();
    for (DerivedDef def : derived) {
      if (names.take(def)) {
        named.add(def);
      } else {
        faulty.add(def.name().text());
      }
    }
    return named;
  }

  /** The features as columns of a row, once all have been added. */
  RowFeatures row() {
    return RowFeatures.of(aggregations.features(), faulty);
  }

  List<ViewSourcePlan> sources() {
    return sources;
  }

  List<AggregationPlan> aggregations() {
    return aggregations.aggregations();
  }

  List<FeaturePlan> features() {
    return aggregations.features();
  }
}
