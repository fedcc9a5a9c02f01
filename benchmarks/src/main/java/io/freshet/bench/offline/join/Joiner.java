package io.freshet.bench.offline.join;

/** Who joins. */
public enum Joiner {
  /** {@code freshet training-set}. */
  FRESHET("freshet"),
  /** DuckDB's {@code ASOF JOIN}. */
  DUCKDB("duckdb"),
  /** Spark: labels among rows, and a window over both. */
  SPARK_WINDOW("spark-window"),
  /** Spark: the same for keys and times alone, then a join by equality. */
  SPARK_LOOKUP("spark-lookup"),
  /** Spark: all pairs of a label and an earlier row, and the last of each label. */
  SPARK_JOIN("spark-join");

  private final String label;

  Joiner(String label) {
    this.label = label;
  }

  /** The name in tables and on the command line. */
  public String label() {
    return label;
  }

  boolean isSpark() {
    return this == SPARK_WINDOW || this == SPARK_LOOKUP || this == SPARK_JOIN;
  }

  /**
   * The one of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Joiner of(String label) {
    for (Joiner joiner : values()) {
      if (joiner.label.equals(label)) {
        return joiner;
      }
    }
    throw new IllegalArgumentException("there is no '" + label + "'");
  }
}
