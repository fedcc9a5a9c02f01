package io.freshet.sinks.delta.care;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What of a table is to be compacted.
 *
 * @param files which files
 * @param from the first partition; null for no bound
 * @param to the last partition; null for no bound
 */
public record OptimizeOptions(Files files, @Nullable LocalDate from, @Nullable LocalDate to) {

  /** Which files are written again. */
  public enum Files {
    /** Those that are small, if they become fewer. */
    SMALL,
    /** All, so that all rows of a partition are in order. */
    ALL
  }

  /** All small files. */
  public static OptimizeOptions smallFiles() {
    return new OptimizeOptions(Files.SMALL, null, null);
  }

  /** All files. */
  public static OptimizeOptions allFiles() {
    return new OptimizeOptions(Files.ALL, null, null);
  }

  /** The same for some partitions; null for no bound. */
  public OptimizeOptions between(@Nullable LocalDate first, @Nullable LocalDate last) {
    return new OptimizeOptions(files, first, last);
  }

  /** Whether a partition is among them; one without date is not. */
  boolean includes(String partition) {
    if (partition.isEmpty()) {
      return false;
    }
    LocalDate day = LocalDate.parse(partition);
    return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
  }
}
