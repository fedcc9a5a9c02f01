package io.freshet.jobs.training.report;

import io.freshet.jobs.training.wire.ViewColumns;
import java.io.Serializable;
import java.util.List;

/** What is counted while rows of a set are written. Not thread-safe. */
public final class SetTally implements Serializable {
  private static final long serialVersionUID = 1L;

  final List<ViewTally> views;
  final PeriodCounts periods;
  long rows;
  long leaks;

  /** Counts of nothing. */
  public SetTally(List<ViewColumns> views) {
    this.views = views.stream().map(view -> new ViewTally(view.output().size())).toList();
    this.periods = new PeriodCounts(views.size());
  }

  /**
   * A row.
   *
   * @param time of its label
   * @param isLeak whether a join by event time would have let it see the future, in any view
   * @param incomplete for each view how many of its values are incomplete
   */
  public void row(long time, boolean isLeak, long[] incomplete) {
    rows++;
    leaks += isLeak ? 1 : 0;
    periods.add(time, incomplete);
  }

  /** The counts of a view, by its number in the set. */
  public ViewTally view(int number) {
    return views.get(number);
  }

  /** Adds the counts of another task. */
  public void addAll(SetTally other) {
    rows += other.rows;
    leaks += other.leaks;
    periods.addAll(other.periods);
    for (int i = 0; i < views.size(); i++) {
      views.get(i).addAll(other.views.get(i));
    }
  }
}
