package io.freshet.defs.plan;

/** What an age is counted in. */
public enum AgeUnit {
  SECONDS(1_000),
  MINUTES(60_000),
  HOURS(3_600_000),
  DAYS(86_400_000);

  private final long millis;

  AgeUnit(long millis) {
    this.millis = millis;
  }

  /** Milliseconds of one. */
  public long millis() {
    return millis;
  }
}
