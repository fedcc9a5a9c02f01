package io.freshet.jobs.training;

import java.util.Locale;

/** Where the values of a training set come from. */
public enum TrainingMode {
  /** From the offline store: the last row that was readable before the label's time. */
  LOGGED,
  /** From raw events: the definition evaluated at the label's time. */
  RECOMPUTED;

  /** The name on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
