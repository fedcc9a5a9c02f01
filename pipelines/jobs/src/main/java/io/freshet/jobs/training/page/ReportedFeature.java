package io.freshet.jobs.training.page;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A feature where the page speaks of it.
 *
 * @param view its view
 * @param feature the feature
 * @param label what it is called among all features of the set
 */
record ReportedFeature(ViewReport view, FeatureReport feature, String label) {
  private static final int NAMED = 5;

  /** All features of a set, in order; with their views' names where there are several views. */
  static List<ReportedFeature> of(TrainingReport report) {
    boolean single = report.views().size() == 1;
    List<ReportedFeature> features = new ArrayList<>();
    for (ViewReport view : report.views()) {
      for (FeatureReport feature : view.features()) {
        String label = single ? feature.name() : view.name() + "." + feature.name();
        features.add(new ReportedFeature(view, feature, label));
      }
    }
    return features;
  }

  /** The first names of some features, and how many more there are. */
  static String names(List<ReportedFeature> features) {
    String named =
        features.stream()
            .limit(NAMED)
            .map(ReportedFeature::label)
            .collect(Collectors.joining(", "));
    int more = features.size() - NAMED;
    return more <= 0 ? named : named + " and " + Figures.count(more) + " more";
  }

  /** Number of labels. */
  long labels() {
    return view.labels();
  }

  /** Share of labels with a value. */
  double coverage() {
    return Figures.fraction(feature.present(), labels());
  }

  /** Labels with a value that an entity without events does not have. */
  long fromEvents() {
    return Math.min(feature.present(), labels() - feature.empty());
  }

  /** Share of labels with such a value. */
  double coverageFromEvents() {
    return Figures.fraction(fromEvents(), labels());
  }

  /** Share of labels with the value that an entity without events has. */
  double defaults() {
    return Figures.fraction(feature.empty(), labels());
  }
}
