package io.freshet.jobs.training.report;

import java.util.List;

/**
 * Labels of some time.
 *
 * @param from where it begins, UTC milliseconds
 * @param to where it ends, exclusive
 * @param labels labels with a time in it
 * @param incomplete for each view the number of their values whose window begins before all events
 *     were counted
 */
public record LabelPeriod(long from, long to, long labels, List<Long> incomplete) {
  public LabelPeriod {
    incomplete = List.copyOf(incomplete);
  }
}
