package io.freshet.jobs.training.page;

import java.util.Comparator;

/**
 * What the page says first.
 *
 * @param tone how it is to be taken
 * @param headline one sentence
 * @param detail what stands below; may be empty
 */
record Verdict(Tone tone, String headline, String detail) {
  /** A row that took no longer was on its way at the label's time; a longer one came late. */
  private static final long ON_ITS_WAY = 10 * Figures.SECOND;

  /** How a verdict is to be taken. */
  enum Tone {
    GOOD,
    BAD,
    NEUTRAL;

    String style() {
      return switch (this) {
        case GOOD -> "verdict good";
        case BAD -> "verdict bad";
        case NEUTRAL -> "verdict";
      };
    }
  }

  static Verdict of(TrainingReport report) {
    if (report.labels() == 0) {
      return new Verdict(Tone.NEUTRAL, "No labels: there is nothing to judge.", "");
    }
    if (!report.knowsLeaks()) {
      return new Verdict(
          Tone.NEUTRAL,
          "No event from after its label counts.",
          "Values were recomputed from raw events. An event that happened before a label and arrived"
              + " after it counts too, although nobody could have been served its effect by then; a"
              + " logged set tells for how many labels that matters.");
    }
    if (report.future() > 0) {
      return new Verdict(
          Tone.BAD,
          "Values from the future: do not train on this set.",
          "Rows that were not readable before the label they stand with: "
              + Figures.count(report.future())
              + ". That is a fault of the join; please report it together with the manifest.");
    }
    return new Verdict(Tone.GOOD, "0 values from the future.", wouldHaveLeaked(report));
  }

  private static String wouldHaveLeaked(TrainingReport report) {
    if (report.leaky() == 0) {
      return "A join on event time would not have leaked either: no row became readable after a"
          + " label that it precedes.";
    }
    return "A join on event time would have leaked into %s of the labels (%s of %s)%s"
        .formatted(
            Figures.share(report.leaky(), report.labels()),
            Figures.count(report.leaky()),
            Figures.count(report.labels()),
            cause(report));
  }

  /** What the delays of the rows suggest. */
  private static String cause(TrainingReport report) {
    return report.views().stream()
        .map(ViewReport::leakDelays)
        .filter(delays -> !delays.isEmpty())
        .max(Comparator.comparingLong(Distribution::total))
        .map(Verdict::cause)
        .orElse(".");
  }

  private static String cause(Distribution delays) {
    String half = Figures.duration(delays.p50());
    return delays.p50() <= ON_ITS_WAY
        ? ": mostly rows on their way, half of them readable within "
            + half
            + " of the time for which they hold."
        : ": mostly late events, or rows held up by an outage; half of them became readable "
            + half
            + " or longer after the time for which they hold.";
  }
}
