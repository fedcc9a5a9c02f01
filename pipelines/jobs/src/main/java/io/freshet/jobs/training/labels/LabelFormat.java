package io.freshet.jobs.training.labels;

import java.util.Locale;

/** What labels are stored in. */
public enum LabelFormat {
  CSV,
  PARQUET,
  DELTA;

  /** The name in manifests. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
