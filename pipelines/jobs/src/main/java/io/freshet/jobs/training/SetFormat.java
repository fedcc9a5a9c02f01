package io.freshet.jobs.training;

import java.util.Locale;

/** How a set is written. */
public enum SetFormat {
  /** A Delta table. */
  DELTA,
  /** A folder of Parquet files. */
  PARQUET,
  /** One file of comma-separated values, compressed if its name ends with {@code .gz}. */
  CSV;

  /** The format that a path suggests. */
  public static SetFormat of(String path) {
    String name = path.toLowerCase(Locale.ROOT);
    if (name.endsWith(".csv") || name.endsWith(".csv.gz")) {
      return CSV;
    }
    return name.endsWith(".parquet") ? PARQUET : DELTA;
  }

  /** The name on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
