package io.freshet.jobs.training.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a training set's leak report tells. Times are UTC milliseconds, durations milliseconds, and
 * all counts are numbers of labels unless stated otherwise. Immutable.
 *
 * @param name what the set is called, usually the path it was written to
 * @param pipeline name of the pipeline whose features it has
 * @param mode where its values come from
 * @param inclusive whether values that became known at exactly the label's time count
 * @param labelsFrom the labels' file or folder
 * @param labelTime the labels' column with their times
 * @param labels number of labels, each of which has a row
 * @param firstLabel time of the first label; null without labels
 * @param lastLabel time of the last label; null without labels
 * @param maxAge age over which a row counts as missing; null: any age will do
 * @param future number of rows of views that were not readable before the label that they stand
 *     with. The join excludes them; this is the count of a check, and anything but 0 is a fault
 * @param leaky labels that a join on event time would have given a value from the future, in any
 *     view. This and all that is said of leaks counts only in mode {@link Mode#LOGGED}
 * @param periods label times in equal steps, in order
 * @param views what each view brings, in the set's order
 * @param inputs what the set was made from, in order
 * @param manifest where the manifest is
 * @param digest of the set's rows
 */
public record TrainingReport(
    String name,
    String pipeline,
    Mode mode,
    boolean inclusive,
    String labelsFrom,
    String labelTime,
    long labels,
    @Nullable Long firstLabel,
    @Nullable Long lastLabel,
    @Nullable Long maxAge,
    long future,
    long leaky,
    List<Period> periods,
    List<ViewReport> views,
    List<Input> inputs,
    String manifest,
    String digest) {

  public TrainingReport {
    periods = List.copyOf(periods);
    views = List.copyOf(views);
    inputs = List.copyOf(inputs);
    for (ViewReport view : views) {
      if (!view.ages().bounds().equals(views.get(0).ages().bounds())) {
        throw new IllegalArgumentException("ages of views must be counted in the same buckets");
      }
      if (view.incompleteValues().size() != periods.size()) {
        throw new IllegalArgumentException(
            "view '%s' has incomplete values of %d periods, not of %d"
                .formatted(view.name(), view.incompleteValues().size(), periods.size()));
      }
    }
  }

  /** Where values come from. */
  public enum Mode {
    /** From the log of what was served. */
    LOGGED,
    /** From raw events. */
    RECOMPUTED
  }

  /**
   * Labels of some time.
   *
   * @param from where it begins
   * @param to where it ends, exclusive
   * @param labels labels with a time in it
   */
  public record Period(long from, long to, long labels) {}

  /**
   * Something that the set was made from.
   *
   * @param name what it is, such as {@code table of user_engagement}
   * @param version which one of its kind, such as {@code version 12}
   */
  public record Input(String name, String version) {}

  /**
   * Whether it is known when values became readable, and so what would leak. Recomputed values
   * never were readable.
   */
  boolean knowsLeaks() {
    return mode == Mode.LOGGED;
  }

  /** Number of features, over all views. */
  int features() {
    return views.stream().mapToInt(view -> view.features().size()).sum();
  }
}
