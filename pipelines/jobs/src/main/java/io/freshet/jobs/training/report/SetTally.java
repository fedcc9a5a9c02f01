package io.freshet.jobs.training.report;

import io.freshet.jobs.training.wire.ViewColumns;
import java.io.Serializable;
import java.util.List;

/** What is counted while rows of a set are written. Not thread-safe. */
public final class SetTally implements Serializable {
  private static final long serialVersionUID = 1L;

  final List<ViewTally> views;
  long rows;

  /** Counts of nothing. */
  public SetTally(List<ViewColumns> views) {
    this.views = views.stream().map(view -> new ViewTally(view.output().size())).toList();
  }

  /** A row. */
  public void row() {
    rows++;
  }

  /** The counts of a view, by its number in the set. */
  public ViewTally view(int number) {
    return views.get(number);
  }

  /** Adds the counts of another task. */
  public void addAll(SetTally other) {
    rows += other.rows;
    for (int i = 0; i < views.size(); i++) {
      views.get(i).addAll(other.views.get(i));
    }
  }
}
