package io.freshet.jobs.training.report;

import java.io.Serializable;

/** What is counted of a view's part in a set. Not thread-safe. */
public final class ViewTally implements Serializable {
  private static final long serialVersionUID = 1L;

  final AgeCounts ages = new AgeCounts();
  final long[] present;
  final long[] empty;
  final long[] incomplete;
  long missing;
  long tooOld;
  long withoutKey;
  long leaks;

  /**
   * Counts of nothing.
   *
   * @param columns number of the view's columns in the set
   */
  public ViewTally(int columns) {
    present = new long[columns];
    empty = new long[columns];
    incomplete = new long[columns];
  }

  /** A label whose entity has no row. */
  public void missing() {
    missing++;
  }

  /** A label whose entity has a row that is too old. */
  public void tooOld() {
    tooOld++;
  }

  /** A label with a NULL among its join keys. */
  public void withoutKey() {
    withoutKey++;
  }

  /** A label that a join by event time would have let see the future. */
  public void leak() {
    leaks++;
  }

  /** The age of a row at its label's time, milliseconds. */
  public void age(long millis) {
    ages.add(millis);
  }

  /**
   * A value.
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
  }

  void addAll(ViewTally other) {
    ages.addAll(other.ages);
    add(present, other.present);
    add(empty, other.empty);
    add(incomplete, other.incomplete);
    missing += other.missing;
    tooOld += other.tooOld;
    withoutKey += other.withoutKey;
    leaks += other.leaks;
  }

  private static void add(long[] to, long[] from) {
    for (int i = 0; i < to.length; i++) {
      to[i] += from[i];
    }
  }
}
