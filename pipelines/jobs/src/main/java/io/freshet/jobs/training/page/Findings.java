package io.freshet.jobs.training.page;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What in a training set deserves a look, each in a sentence. */
final class Findings {
  private static final double LOW_COVERAGE = 0.5;
  private static final double MOSTLY_DEFAULT = 0.95;
  private static final double MANY_MISSING = 0.05;

  private final TrainingReport report;
  private final List<Finding> found = new ArrayList<>();

  private Findings(TrainingReport report) {
    this.report = report;
  }

  /**
   * A finding.
   *
   * @param text the sentence
   * @param section id of the section that tells more
   */
  record Finding(String text, String section) {}

  static List<Finding> of(TrainingReport report) {
    if (report.labels() == 0) {
      return List.of();
    }
    Findings findings = new Findings(report);
    report.views().forEach(findings::lookups);
    findings.features();
    return List.copyOf(findings.found);
  }

  private void lookups(ViewReport view) {
    if (Figures.fraction(view.missing(), view.labels()) >= MANY_MISSING) {
      lookup(view, view.missing(), "are of entities without a readable row");
    }
    if (view.tooOld() > 0) {
      lookup(view, view.tooOld(), "have a row that is older than the set allows");
    }
    if (view.noKey() > 0) {
      lookup(view, view.noKey(), "have no value for a join key");
    }
  }

  private void lookup(ViewReport view, long labels, String what) {
    add(
        "%s: %s of the labels (%s) %s; they got the values of an entity without events."
            .formatted(
                view.name(), Figures.share(labels, view.labels()), Figures.count(labels), what),
        "views");
  }

  private void features() {
    features(
        f -> f.coverage() < LOW_COVERAGE, "no value for more than half of the labels", "coverage");
    features(
        f -> f.defaults() >= MOSTLY_DEFAULT,
        "the value of an entity without events for 95 % of the labels or more",
        "coverage");
    features(
        f -> f.feature().knownIncomplete() > 0,
        "a window that, for some labels, begins before all events have been counted",
        "incomplete");
  }

  private void features(Predicate<ReportedFeature> which, String what, String section) {
    List<ReportedFeature> matching = ReportedFeature.of(report).stream().filter(which).toList();
    if (!matching.isEmpty()) {
      add(
          "%s %s %s: %s."
              .formatted(
                  Figures.count(matching.size(), "feature", "features"),
                  matching.size() == 1 ? "has" : "have",
                  what,
                  ReportedFeature.names(matching)),
          section);
    }
  }

  private void add(String text, String section) {
    found.add(new Finding(text, section));
  }
}
