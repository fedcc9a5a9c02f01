package io.freshet.sinks.delta.care;

import java.util.List;

/**
 * What a vacuum deleted, or would delete.
 *
 * @param files data files, paths below the table
 * @param bytes their bytes
 * @param logFiles files of the log that have expired, and leftovers; where files are only listed,
 *     the leftovers alone
 * @param keptForVersions data files that the newest version has not, but one within the retention
 * @param keptUnnamed data files that no version has had yet, and that are too young to be given up
 */
public record VacuumResult(
    List<String> files, long bytes, int logFiles, int keptForVersions, int keptUnnamed) {
  /** Copies the list. */
  public VacuumResult {
    files = List.copyOf(files);
  }
}
