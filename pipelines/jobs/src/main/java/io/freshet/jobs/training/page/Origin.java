package io.freshet.jobs.training.page;

/** What the set was made from. */
final class Origin {
  private final Markup html;
  private final TrainingReport report;

  Origin(Markup html, TrainingReport report) {
    this.html = html;
    this.report = report;
  }

  void draw() {
    html.open("dl", "class", "origin");
    term("Training set", report.name());
    term("Pipeline", report.pipeline());
    term("Values", mode());
    term("Labels", report.labelsFrom() + ", their times in " + report.labelTime());
    Long first = report.firstLabel();
    Long last = report.lastLabel();
    if (first != null && last != null) {
      term("Label times", Figures.time(first) + " to " + Figures.time(last) + " UTC");
    }
    Long maxAge = report.maxAge();
    term(
        "Maximum age",
        maxAge == null ? "none" : Figures.duration(maxAge) + "; an older row counts as missing");
    for (TrainingReport.Input input : report.inputs()) {
      term(input.name(), input.version());
    }
    term("Manifest", report.manifest());
    term("Digest of the rows", report.digest());
    html.close();
  }

  private String mode() {
    String known = report.inclusive() ? "at each label’s time" : "just before each label’s time";
    return switch (report.mode()) {
      case LOGGED -> "logged: what could be read " + known;
      case RECOMPUTED -> "recomputed from raw events, as of " + known;
    };
  }

  private void term(String term, String text) {
    html.open("div").element("dt", term).element("dd", text).close();
  }
}
