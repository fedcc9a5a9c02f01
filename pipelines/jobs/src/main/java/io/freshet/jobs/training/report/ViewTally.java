package io.freshet.jobs.training.report;

import java.io.Serializable;

/** What is counted of a view's part in a set. Not thread-safe. */
public final class ViewTally implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int NO_AGE = -1;

  final AgeCounts ages = new AgeCounts();
  final AgeCounts leakDelays = new AgeCounts();
  final long[] present;
  final long[] empty;
  final long[] incomplete;

  /** By column: how old the rows were that values are from, in the buckets for people. */
  final long[][] valueAges;

  long missing;
  long tooOld;
  long withoutKey;
  long leaks;
  long future;
  private int age = NO_AGE;

  /**
   * Counts of nothing.
   *
   * @param columns number of the view's columns in the set
   */
  public ViewTally(int columns) {
    present = new long[columns];
    empty = new long[columns];
    incomplete = new long[columns];
    valueAges = new long[columns][AgeCounts.BOUNDS.size() + 1];
  }

  /** A label whose entity has no row. */
  public void missing() {
    age = NO_AGE;
    missing++;
  }

  /** A label whose entity has a row that is too old. */
  public void tooOld() {
    age = NO_AGE;
    tooOld++;
  }

  /** A label with a NULL among its join keys. */
  public void withoutKey() {
    age = NO_AGE;
    withoutKey++;
  }

  /** A label that a join by event time would have let see the future. */
  public void leak() {
    leaks++;
  }

  /** How long after its as-of time the row became readable that would have leaked, milliseconds. */
  public void leakDelay(long millis) {
    leakDelays.add(millis);
  }

  /** A label with a row that was not readable before it. */
  public void future() {
    future++;
  }

  /** The age of a row at its label's time, milliseconds. */
  public void age(long millis) {
    age = ages.add(millis);
  }

  /**
   * A value of the row whose age was counted last, or of none.
   *
   * @param column number of its column
   * @param isPresent whether it is not NULL
   * @param isEmpty whether it is what an entity without events has
   * @param isIncomplete whether its window reaches back before all events were counted
   */
  public void value(int column, boolean isPresent, boolean isEmpty, boolean isIncomplete) {
    present[column] += isPresent ? 1 : 0;
    empty[column] += isEmpty ? 1 : 0;
    incomplete[column] += isIncomplete ? 1 : 0;
    if (age != NO_AGE && !isEmpty) {
      valueAges[column][age]++;
    }
  }

  void addAll(ViewTally other) {
    ages.addAll(other.ages);
    leakDelays.addAll(other.leakDelays);
    for (int i = 0; i < valueAges.length; i++) {
      add(valueAges[i], other.valueAges[i]);
    }
    add(present, other.present);
    add(empty, other.empty);
    add(incomplete, other.incomplete);
    missing += other.missing;
    tooOld += other.tooOld;
    withoutKey += other.withoutKey;
    leaks += other.leaks;
    future += other.future;
  }

  private static void add(long[] to, long[] from) {
    for (int i = 0; i < to.length; i++) {
      to[i] += from[i];
    }
  }
}
